package dev.credence.bench.pipeline;

import dev.credence.core.model.Outcome;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Decodes and judges as the product does, with the product's own code, and goes on by the outcome's own time. Confined to
 * the stream thread.
 */
final class Judged implements FixedKeyProcessor<byte[], byte[], Outcome> {
    private final RecordJudge judge;
    private final Backlog backlog;
    private FixedKeyProcessorContext<byte[], Outcome> context;

    @SuppressWarnings("NullAway") // Streams calls init() before anything else
    Judged(Registry registry, Backlog backlog) {
        judge = new RecordJudge(
                new PatientDecoder(new EventDecoder(registry), new CountDownLatch(1), Duration.ofMinutes(1)));
        this.backlog = backlog;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Outcome> given) {
        context = given;
        backlog.commitAtEnd(given);
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        backlog.took();
        Decoded<Outcome> decoded = judge.outcome(record.key(), record.value(), record.timestamp());
        if (decoded instanceof Decoded.Event<Outcome> event) {
            Outcome outcome = event.value();
            context.forward(record.withValue(outcome).withTimestamp(outcome.occurredAtMs()));
        }
    }
}
