package dev.credence.processor.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log, the same that was there when it was asked for: what comes later is not in it.
 *
 * @param logStarts the first offset that each partition still has
 * @param begins the first offset of the stretch
 * @param ends the first offset behind it
 */
public record LogRange(
        Map<TopicPartition, Long> logStarts, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    public LogRange {
        logStarts = Map.copyOf(logStarts);
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
    }

    /**
     * All committed records of {@code topics}.
     *
     * @throws ReplayException if one does not exist
     */
    public static LogRange all(Consumer<byte[], byte[]> consumer, List<String> topics) {
        List<TopicPartition> partitions = partitions(consumer, topics);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        return new LogRange(starts, starts, consumer.endOffsets(partitions));
    }

    /** The records of this stretch that the broker stamped at {@code fromMs} or later, and before {@code toMs}. */
    public LogRange between(Consumer<byte[], byte[]> consumer, OptionalLong fromMs, OptionalLong toMs) {
        Map<TopicPartition, Long> later = new HashMap<>(begins);
        fromMs.ifPresent(ms -> later.putAll(offsets(consumer, ms)));
        Map<TopicPartition, Long> earlier = new HashMap<>(ends);
        toMs.ifPresent(ms -> earlier.putAll(offsets(consumer, ms)));
        return new LogRange(logStarts, later, earlier);
    }

    /** The records of this stretch before {@code offsets}; a partition that is not among them keeps none. */
    public LogRange before(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> earlier = new HashMap<>();
        begins.forEach(
                (partition, begin) -> earlier.put(partition, Math.max(begin, offsets.getOrDefault(partition, 0L))));
        return new LogRange(logStarts, begins, earlier);
    }

    /** What of this stretch lies in {@code topics}. */
    public LogRange of(Set<String> topics) {
        return new LogRange(of(topics, logStarts), of(topics, begins), of(topics, ends));
    }

    /** Offsets in the stretch: records, and the markers of transactions. */
    public long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - begin(end.getKey())))
                .sum();
    }

    long begin(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Partitions of the stretch whose records before it were deleted, by retention or by hand, and where they begin now. */
    public Map<TopicPartition, Long> truncated() {
        Map<TopicPartition, Long> truncated = new HashMap<>(logStarts);
        truncated.entrySet().removeIf(start -> start.getValue() == 0 || begin(start.getKey()) > start.getValue());
        return truncated;
    }

    /** Why this log cannot be what {@code offsets} were reached in; null if it may be. */
    public @Nullable String endsBefore(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .filter(offset -> offset.getValue() > end(offset.getKey()))
                .map(offset -> offset.getKey() + " ends at " + end(offset.getKey()) + ", and the view shows it up to "
                        + offset.getValue() + ": its last records are gone, or the topic was created again")
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** Whether records of the partition were deleted, by retention or by hand. */
    boolean isTruncated(TopicPartition partition) {
        return logStarts.getOrDefault(partition, 0L) > 0;
    }

    private static Map<TopicPartition, Long> of(Set<String> topics, Map<TopicPartition, Long> all) {
        Map<TopicPartition, Long> some = new HashMap<>(all);
        some.keySet().removeIf(partition -> !topics.contains(partition.topic()));
        return some;
    }

    private Map<TopicPartition, Long> offsets(Consumer<byte[], byte[]> consumer, long ms) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        ends.keySet().forEach(partition -> wanted.put(partition, ms));
        Map<TopicPartition, Long> found = new HashMap<>();
        Map<TopicPartition, OffsetAndTimestamp> answers = consumer.offsetsForTimes(wanted);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp answer = answers.get(partition);
            found.put(partition, answer == null ? end : Math.min(end, answer.offset()));
        });
        return found;
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, List<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new ReplayException("there is no topic " + topic + "; check topics.prefix and bootstrap.servers");
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }
}
