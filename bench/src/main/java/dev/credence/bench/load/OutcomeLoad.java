package dev.credence.bench.load;

import dev.credence.core.model.Outcome;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Outcomes by the million: seeded, Zipf-distributed over the patterns, shuffled so that rank and partition are unrelated,
 * spread over the last ninety days.
 *
 * @param outcomes how many
 * @param patterns over how many ids
 * @param exponent of the Zipf distribution
 */
public record OutcomeLoad(int outcomes, int patterns, double exponent, long seed) {
    private static final long SPREAD_MS = 90L * 24 * 3600 * 1000;

    /** Publishes all of them to {@code topic} and returns when all are acknowledged. */
    public void publish(String bootstrapServers, String topic, EventEncoder encoder) {
        publish(bootstrapServers, topic, encoder::encode);
    }

    /**
     * The same, in whatever bytes.
     *
     * @param encoder is asked for each outcome in turn
     */
    public void publish(String bootstrapServers, String topic, Function<Outcome, byte[]> encoder) {
        DrawnOutcomes drawn = new DrawnOutcomes(ids(), exponent, seed);
        long now = System.currentTimeMillis();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = LoadProducer.open(bootstrapServers)) {
            for (int i = 0; i < outcomes; i++) {
                Outcome outcome = drawn.next(now, SPREAD_MS);
                byte[] key = outcome.patternId().getBytes(StandardCharsets.US_ASCII);
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic, key, encoder.apply(outcome)), (metadata, failed) -> {
                            if (failed != null) {
                                failure.compareAndSet(null, failed);
                            }
                        });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "the load was not taken: " + failure.get().getMessage(), failure.get());
        }
    }

    /** Ids by rank; the numbers in them are scrambled. */
    public String[] ids() {
        String[] ids = new String[patterns];
        for (int rank = 0; rank < patterns; rank++) {
            long scrambled = (rank * 0x9E3779B97F4A7C15L) >>> 20;
            ids[rank] = "pattern:" + Long.toString(scrambled, 36) + "." + rank;
        }
        return ids;
    }
}
