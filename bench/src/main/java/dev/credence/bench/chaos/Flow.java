package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Recount;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that goes on reporting whatever happens: outcomes at a steady rate over a few hundred ids, idempotent and
 * retried through every outage, each counted once acknowledged.
 */
final class Flow implements AutoCloseable {
    static final int IDS = 500;
    static final Duration HALF_LIFE = Duration.ofDays(30);
    private static final int OUTAGE_MS = 600_000;
    private static final int SLICES_A_SECOND = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicCatalogue topics;
    private final EventEncoder encoder;
    private final AtomicLongArray successes = new AtomicLongArray(IDS);
    private final AtomicLongArray failures = new AtomicLongArray(IDS);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    /** Held while a slice is sent, and by whoever pauses. */
    private final ReentrantLock sending = new ReentrantLock();

    private volatile boolean ended;

    Flow(String bootstrapServers, TopicCatalogue topics, EventEncoder encoder, int rate) {
        this.topics = topics;
        this.encoder = encoder;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        OUTAGE_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        OUTAGE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread = new Thread(() -> run(rate), "flow");
        thread.start();
    }

    static String id(int index) {
        return "chaos:" + index;
    }

    private void run(int rate) {
        SplittableRandom random = new SplittableRandom(11);
        long next = System.nanoTime();
        while (!ended) {
            sending.lock();
            try {
                for (int i = 0; i < rate / SLICES_A_SECOND && !ended; i++) {
                    send(random);
                }
            } finally {
                sending.unlock();
            }
            next += TimeUnit.SECONDS.toNanos(1) / SLICES_A_SECOND;
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                // After an outage the rate is kept from here on; what was missed is not made up for.
                next = System.nanoTime();
            }
        }
    }

    private void send(SplittableRandom random) {
        int index = random.nextInt(IDS);
        Result result = random.nextInt(3) == 0 ? Result.FAILURE : Result.SUCCESS;
        Priority priority = random.nextInt(100) == 0 ? Priority.CRITICAL : Priority.MEDIUM;
        Outcome outcome = new Outcome(id(index), result, 1.0, System.currentTimeMillis(), null, null, priority);
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(
                        topics.confidenceFor(priority),
                        id(index).getBytes(StandardCharsets.US_ASCII),
                        encoder.encode(outcome)),
                (metadata, failed) -> {
                    if (failed == null) {
                        (result == Result.SUCCESS ? successes : failures).incrementAndGet(index);
                    } else {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    /** Returns when everything sent is acknowledged; nothing more is, until the same thread {@link #resume}s. */
    void pause() {
        sending.lock();
        producer.flush();
    }

    void resume() {
        sending.unlock();
    }

    /** Stops and waits until everything sent is acknowledged. */
    void finish() throws InterruptedException {
        ended = true;
        thread.join();
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an outcome was not taken: " + failed.getMessage(), failed);
        }
    }

    /** The ids of which the log does not hold exactly what was acknowledged. */
    List<String> differencesFrom(Recount log) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            long[] logged = log.counts(id(i));
            if (logged[0] != successes.get(i) || logged[1] != failures.get(i)) {
                differences.add(id(i) + ": acknowledged " + successes.get(i) + "+" + failures.get(i) + ", in the log "
                        + logged[0] + "+" + logged[1]);
            }
        }
        return differences;
    }

    long acknowledged() {
        long sum = 0;
        for (int i = 0; i < IDS; i++) {
            sum += successes.get(i) + failures.get(i);
        }
        return sum;
    }

    @Override
    public void close() {
        ended = true;
        producer.close(Duration.ZERO);
    }
}
