package dev.credence.processor.replay;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads a stretch of the log once. {@link #done} may be asked from any thread; the rest is confined to one. */
public final class LogScan {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final LogRange range;
    private final Set<TopicPartition> open = new HashSet<>();
    private volatile long done;

    /** @param consumer the caller's to close; its assignment is this scan's */
    public LogScan(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, LogRange range) {
        this.consumer = consumer;
        this.range = range;
    }

    /** Offsets of the stretch that are behind. */
    public long done() {
        return done;
    }

    /**
     * Shows every record of the stretch, each partition in the order of its offsets.
     *
     * @throws ReplayException if the broker is silent for a minute
     */
    public void run(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        begin();
        long heardNanos = System.nanoTime();
        while (!open.isEmpty()) {
            long before = done;
            step(visitor);
            long now = System.nanoTime();
            if (done > before) {
                heardNanos = now;
            } else if (now - heardNanos > PATIENCE_NANOS) {
                String silence = "no broker has sent a record of " + open + " for a minute";
                throw new ReplayException(
                        silence + "; nothing was changed in the cluster: try again when it answers",
                        new TimeoutException(silence));
            }
        }
    }

    private void begin() {
        consumer.assign(range.ends().keySet());
        // A stretch that this consumer read before left them paused, and the same assignment keeps them so.
        consumer.resume(range.ends().keySet());
        range.ends().forEach((partition, end) -> {
            if (range.begin(partition) < end) {
                consumer.seek(partition, range.begin(partition));
                open.add(partition);
            } else {
                consumer.pause(Set.of(partition));
                consumer.seek(partition, range.begin(partition));
            }
        });
    }

    private void step(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            long end = range.end(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.offset() < end) {
                    visitor.accept(record);
                }
            }
        }
        open.removeIf(this::isAtEnd);
        done = range.ends().keySet().stream().mapToLong(this::behind).sum();
    }

    private boolean isAtEnd(TopicPartition partition) {
        boolean atEnd = consumer.position(partition) >= range.end(partition);
        if (atEnd) {
            consumer.pause(Set.of(partition));
        }
        return atEnd;
    }

    private long behind(TopicPartition partition) {
        return Math.max(0, Math.min(consumer.position(partition), range.end(partition)) - range.begin(partition));
    }
}
