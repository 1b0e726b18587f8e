package dev.credence.processor.topology;

import dev.credence.core.rules.Refusal;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.processor.deadletter.DeadLetterLog;
import dev.credence.processor.deadletter.SourceRecord;
import dev.credence.processor.metrics.ProcessorMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Sends refused records to one sink, in the transaction of the batch. Confined to the stream thread. */
final class DeadLetterForwarder {
    private final ProcessorContext<byte[], RoutedValue> context;
    private final String sink;
    private final ProcessorMetrics metrics;
    private final DeadLetterLog log = new DeadLetterLog();

    DeadLetterForwarder(ProcessorContext<byte[], RoutedValue> context, String sink, ProcessorMetrics metrics) {
        this.context = context;
        this.sink = sink;
        this.metrics = metrics;
    }

    void send(Record<byte[], byte[]> record, RecordMetadata at, long appendMs, Refusal refusal) {
        SourceRecord source = new SourceRecord(
                at.topic(), at.partition(), at.offset(), record.key(), record.value(), record.headers());
        DeadLetter letter = DeadLetter.of(source, refusal);
        context.forward(keyed(letter, at.partition(), appendMs), sink);
        metrics.deadLetter(refusal.reason());
        log.refused(source, refusal);
    }

    /** The batch ends. */
    void flush() {
        log.flush();
    }

    @SuppressWarnings("NullAway") // Kafka's records may have no key
    private static Record<byte[], RoutedValue> keyed(DeadLetter letter, int partition, long appendMs) {
        return new Record<>(letter.key(), new RoutedValue(letter.value(), partition), appendMs, letter.headers());
    }
}
