package dev.credence.processor.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker said of the two topics at one time.
 *
 * @param starts the first offset of each partition
 * @param ends the first offset of each partition that is not decided yet (the last stable offset)
 * @param deleteRetentionMs how long the topics remember at least that a key was deleted
 */
record LogSnapshot(
        Map<String, Topic> topics,
        Map<TopicPartition, Long> starts,
        Map<TopicPartition, Long> ends,
        long deleteRetentionMs) {

    record Topic(String id, int partitions) {}

    LogSnapshot {
        topics = new TreeMap<>(topics);
        starts = Map.copyOf(starts);
        ends = Map.copyOf(ends);
    }

    LogSnapshot withDeleteRetentionMs(long ms) {
        return new LogSnapshot(topics, starts, ends, ms);
    }

    String topicId(TopicPartition partition) {
        Topic topic = topics.get(partition.topic());
        if (topic == null) {
            throw new IllegalArgumentException("no topic " + partition.topic() + " in " + topics.keySet());
        }
        return topic.id();
    }

    /** All partitions, ordered by topic and number. */
    List<TopicPartition> partitions() {
        return topics.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue().partitions())
                        .mapToObj(number -> new TopicPartition(topic.getKey(), number)))
                .toList();
    }
}
