package dev.credence.processor.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log in the order of append times, each partition in the order of its offsets. Holds a bounded number
 * of records of each partition. Confined to one thread.
 */
public final class LogMerge {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST_WAITING = 20_000;
    private static final int FEW_WAITING = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    private final LogRange range;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();
    /** Partitions of which more will come. */
    private final Set<TopicPartition> open = new HashSet<>();

    /** @param consumer the caller's to close; its assignment is this one's */
    public LogMerge(Consumer<byte[], byte[]> consumer, LogRange range) {
        this.consumer = consumer;
        this.range = range;
        consumer.assign(range.ends().keySet());
        range.ends().forEach((partition, end) -> {
            waiting.put(partition, new ArrayDeque<>());
            consumer.seek(partition, range.begin(partition));
            if (range.begin(partition) < end) {
                open.add(partition);
            } else {
                consumer.pause(Set.of(partition));
            }
        });
    }

    /**
     * The next record; null at the end.
     *
     * @throws ReplayException if the broker is silent for a minute
     */
    public @Nullable ConsumerRecord<byte[], byte[]> next() {
        long sinceNanos = System.nanoTime();
        while (open.stream().anyMatch(partition -> of(partition).isEmpty())) {
            if (!fill() && System.nanoTime() - sinceNanos > PATIENCE_NANOS) {
                String silence = "no broker has sent a record of " + open + " for a minute";
                throw new ReplayException(silence + "; try again when it answers", new TimeoutException(silence));
            }
        }
        Deque<ConsumerRecord<byte[], byte[]>> earliest = null;
        for (Deque<ConsumerRecord<byte[], byte[]>> queue : waiting.values()) {
            ConsumerRecord<byte[], byte[]> head = queue.peekFirst();
            if (head != null && (earliest == null || isBefore(head, earliest.getFirst()))) {
                earliest = queue;
            }
        }
        return earliest == null ? null : taken(earliest);
    }

    private ConsumerRecord<byte[], byte[]> taken(Deque<ConsumerRecord<byte[], byte[]>> queue) {
        ConsumerRecord<byte[], byte[]> record = queue.removeFirst();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (queue.size() == FEW_WAITING && open.contains(partition)) {
            consumer.resume(Set.of(partition));
        }
        return record;
    }

    private boolean fill() {
        for (TopicPartition partition : open) {
            if (of(partition).isEmpty()) {
                consumer.resume(Set.of(partition));
            }
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            Deque<ConsumerRecord<byte[], byte[]>> queue = of(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.offset() < range.end(partition)) {
                    queue.addLast(record);
                }
            }
            if (queue.size() >= MOST_WAITING) {
                consumer.pause(Set.of(partition));
            }
        }
        open.removeIf(partition -> {
            boolean atEnd = consumer.position(partition) >= range.end(partition);
            if (atEnd) {
                consumer.pause(Set.of(partition));
            }
            return atEnd;
        });
        return !records.isEmpty();
    }

    private Deque<ConsumerRecord<byte[], byte[]>> of(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, none -> new ArrayDeque<>());
    }

    private static boolean isBefore(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return one.timestamp() < other.timestamp();
    }
}
