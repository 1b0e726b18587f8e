package dev.credence.processor.replay;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes recorded events again, byte for byte: key, value, headers and partition stay, the topic is another, and the
 * gaps between records are the recorded ones. {@link #done} may be asked from any thread; the rest is confined to one.
 */
public final class Republisher {
    /** Records closer to their time than this are sent: waiting for less would cost more than it keeps. */
    private static final long SLACK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, String> targets;
    private final double speed;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile long done;

    /**
     * @param producer idempotent, acks=all; the caller's to close
     * @param targets the topic that stands for each source topic; with as many partitions
     * @param speed 1 as recorded, 10 ten times as fast; {@link Double#POSITIVE_INFINITY} as fast as it goes
     */
    public Republisher(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Map<String, String> targets,
            double speed) {
        this.consumer = consumer;
        this.producer = producer;
        this.targets = Map.copyOf(targets);
        this.speed = speed;
    }

    /**
     * What was published.
     *
     * @param recorded between the first record's append time and the last one's
     * @param took from the first send to the last acknowledgement
     * @param latest how late the latest record was sent, against its place in the recording
     */
    public record Republished(long records, Duration recorded, Duration took, Duration latest) {}

    /** Records that were sent. */
    public long done() {
        return done;
    }

    /** @throws ReplayException if the broker does not take a record; those before it are published */
    public Republished run(LogRange range) {
        LogMerge log = new LogMerge(consumer, range);
        ConsumerRecord<byte[], byte[]> record = log.next();
        long firstMs = record == null ? 0 : record.timestamp();
        long lastMs = firstMs;
        long startNanos = System.nanoTime();
        long latestNanos = 0;
        long sent = 0;
        while (record != null) {
            lastMs = Math.max(lastMs, record.timestamp());
            latestNanos = Math.max(latestNanos, awaitTurn(startNanos, lastMs - firstMs));
            send(record);
            sent++;
            done = sent;
            record = log.next();
        }
        producer.flush();
        requireNoFailure();
        return new Republished(
                sent,
                Duration.ofMillis(lastMs - firstMs),
                Duration.ofNanos(System.nanoTime() - startNanos),
                Duration.ofNanos(latestNanos));
    }

    /** Returns how late it is. */
    private long awaitTurn(long startNanos, long offsetMs) {
        if (Double.isInfinite(speed)) {
            return 0;
        }
        long dueNanos = startNanos + (long) (offsetMs * 1e6 / speed);
        long early = dueNanos - System.nanoTime();
        while (early > SLACK_NANOS) {
            LockSupport.parkNanos(early);
            early = dueNanos - System.nanoTime();
        }
        return Math.max(0, -early);
    }

    private void send(ConsumerRecord<byte[], byte[]> record) {
        requireNoFailure();
        String target = Objects.requireNonNull(targets.get(record.topic()), record.topic());
        var unused = producer.send(
                new ProducerRecord<>(target, record.partition(), null, record.key(), record.value(), record.headers()),
                (metadata, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
    }

    private void requireNoFailure() {
        Exception refused = failure.get();
        if (refused != null) {
            throw new ReplayException(
                    "the broker did not take a record: " + refused.getMessage()
                            + "; what was sent before it is published",
                    refused);
        }
    }
}
