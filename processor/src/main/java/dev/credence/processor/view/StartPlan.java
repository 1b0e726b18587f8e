package dev.credence.processor.view;

import dev.credence.storage.WriteBatch.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Decides whether a view's stored positions still mean something in the log as it is. Pure functions. */
final class StartPlan {
    private StartPlan() {}

    /** The positions of a view that is empty: the start of every partition. */
    static List<Position> fromStart(LogSnapshot log) {
        return log.partitions().stream()
                .map(partition -> new Position(
                        partition.topic(),
                        partition.partition(),
                        log.topicId(partition),
                        log.starts().getOrDefault(partition, 0L),
                        -1))
                .toList();
    }

    /**
     * Why a view cannot be continued; empty if it can.
     *
     * @param lastCaughtUpMs when it was at the end of the log; -1: unknown. As far in the future as it may be in the past:
     *     the clock was set back
     */
    static Optional<String> obstacle(List<Position> stored, LogSnapshot log, long lastCaughtUpMs, long nowMs) {
        return otherTopic(stored, log)
                .or(() -> otherPartitions(stored, log))
                .or(() -> outOfRange(stored, log))
                .or(() -> lastCaughtUpMs < 0
                        ? Optional.of("it never reached the end of the log")
                        : absence(log, Math.abs(nowMs - lastCaughtUpMs)));
    }

    /** Why a view that follows {@code known} has to begin again in the log as it is {@code now}; empty if it has not. */
    static Optional<String> drift(LogSnapshot known, LogSnapshot now) {
        return otherTopic(fromStart(known), now).or(() -> otherPartitions(fromStart(known), now));
    }

    /**
     * Why a view that was away for so long cannot be continued: deletions are forgotten after delete.retention.ms, and
     * half of it leaves time for the catch-up itself. Empty if it can.
     */
    static Optional<String> absence(LogSnapshot log, long absentMs) {
        return absentMs > log.deleteRetentionMs() / 2
                ? Optional.of("it was last at the end of the log " + Duration.ofMillis(absentMs)
                        + " ago; after half of delete.retention.ms (" + Duration.ofMillis(log.deleteRetentionMs())
                        + ") deletions may be missed")
                : Optional.empty();
    }

    private static Optional<String> otherTopic(List<Position> stored, LogSnapshot log) {
        return stored.stream()
                .filter(position -> {
                    LogSnapshot.Topic topic = log.topics().get(position.topic());
                    return topic != null && !topic.id().equals(position.topicId());
                })
                .findFirst()
                .map(position -> "the topic " + position.topic() + " was recreated: its id was " + position.topicId()
                        + " and is " + log.topicId(new TopicPartition(position.topic(), position.partition())));
    }

    private static Optional<String> otherPartitions(List<Position> stored, LogSnapshot log) {
        Set<TopicPartition> known = new HashSet<>();
        stored.forEach(position -> known.add(new TopicPartition(position.topic(), position.partition())));
        Set<TopicPartition> actual = new HashSet<>(log.partitions());
        return known.equals(actual)
                ? Optional.empty()
                : Optional.of("the partitions changed from " + counts(known) + " to " + counts(actual));
    }

    private static Optional<String> outOfRange(List<Position> stored, LogSnapshot log) {
        for (Position position : stored) {
            TopicPartition partition = new TopicPartition(position.topic(), position.partition());
            long start = log.starts().getOrDefault(partition, 0L);
            long end = log.ends().getOrDefault(partition, Long.MAX_VALUE);
            if (position.offset() < start || position.offset() > end) {
                return Optional.of("the stored position " + partition + "@" + position.offset()
                        + " is outside the log, which goes from " + start + " to " + end);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Integer> counts(Set<TopicPartition> partitions) {
        Map<String, Integer> counts = new HashMap<>();
        partitions.forEach(partition -> counts.merge(partition.topic(), 1, Integer::sum));
        return counts;
    }
}
