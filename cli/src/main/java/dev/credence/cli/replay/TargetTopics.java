package dev.credence.cli.replay;

import dev.credence.cli.runtime.Cluster;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics that recorded events are published into.
 *
 * @param bySource the target of each source topic
 */
record TargetTopics(Map<String, String> bySource) {

    /**
     * Creates those that are missing, with as many partitions as the recorded ones.
     *
     * @throws IllegalArgumentException if the prefix is the recorded one's, or there are such topics with another number
     *     of partitions
     */
    static TargetTopics create(Cluster cluster, TopicCatalogue recorded, String prefix) {
        if (prefix.equals(recorded.prefix())) {
            throw new IllegalArgumentException("--as must name another prefix than topics.prefix, which is " + prefix
                    + ": events published into the log they are read from would never end");
        }
        TopicCatalogue target = new TopicCatalogue(prefix, prefix, recorded.partitions());
        try (Admin admin = cluster.admin()) {
            Topics.createMissing(admin, target, Topics.replicationFactor(admin, recorded.patterns()));
            requireEqualPartitions(Topics.describe(admin, target.sources()), target);
        }
        Map<String, String> bySource = new HashMap<>();
        for (int i = 0; i < recorded.sources().size(); i++) {
            bySource.put(recorded.sources().get(i), target.sources().get(i));
        }
        return new TargetTopics(bySource);
    }

    private static void requireEqualPartitions(Map<String, TopicState> states, TopicCatalogue target) {
        states.forEach((name, state) -> {
            if (state.partitions() != target.partitions()) {
                throw new IllegalArgumentException(name + " exists with " + state.partitions()
                        + " partitions, the recorded topics have " + target.partitions()
                        + ": choose another prefix for --as, or delete that topic");
            }
        });
    }
}
