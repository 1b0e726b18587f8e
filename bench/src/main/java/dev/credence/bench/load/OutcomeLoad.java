package dev.credence.bench.load;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(patterns, exponent, random.split());
        String[] ids = ids();
        long now = System.currentTimeMillis();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L << 20,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < outcomes; i++) {
                String id = ids[zipf.next()];
                Outcome outcome = new Outcome(
                        id,
                        random.nextInt(100) < 70 ? Result.SUCCESS : Result.FAILURE,
                        1.0,
                        now - (long) (random.nextDouble() * SPREAD_MS),
                        null,
                        null,
                        Priority.MEDIUM);
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(topic, id.getBytes(StandardCharsets.US_ASCII), encoder.apply(outcome)),
                        (metadata, failed) -> {
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
