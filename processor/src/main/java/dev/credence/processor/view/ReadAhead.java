package dev.credence.processor.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a first build may read one partition ahead of the others. A fetch brings equal shares of bytes, so the short records
 * of evidence would come long before the bodies of the same patterns, and each row would be written twice.
 */
final class ReadAhead {
    /** As a part of what a partition had when the build began. */
    private static final double MOST = 0.02;

    private ReadAhead() {}

    /**
     * The partitions that are too far ahead.
     *
     * @param received the offset that is read next, by partition
     */
    static List<TopicPartition> held(LogSnapshot begun, Map<TopicPartition, Long> received) {
        Map<TopicPartition, Double> progress = new HashMap<>();
        received.forEach((partition, next) -> progress.put(partition, progress(begun, partition, next)));
        double last = progress.values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return progress.entrySet().stream()
                .filter(entry -> entry.getValue() > last + MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double progress(LogSnapshot begun, TopicPartition partition, long next) {
        long start = begun.starts().getOrDefault(partition, 0L);
        long end = begun.ends().getOrDefault(partition, 0L);
        return next >= end ? 1 : (double) (next - start) / (end - start);
    }
}
