package dev.credence.schemas.topic;

import dev.credence.core.rules.Limits;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Whether topics as they are can be used; decides from what it is given, asks nobody. */
final class TopicChecks {
    private TopicChecks() {}

    /** @throws TopicSetupException naming the first thing that is wrong */
    static void check(TopicCatalogue catalogue, Map<String, TopicState> states) {
        for (TopicSpec spec : catalogue.specs((short) 1)) {
            if (!states.containsKey(spec.name())) {
                throw new TopicSetupException("topic " + spec.name()
                        + " does not exist; create it with 'credence topics create', or set topics.prefix (now "
                        + catalogue.prefix() + ") to that of existing topics");
            }
        }
        TopicState patterns = state(states, catalogue.patterns());
        for (String source : catalogue.sources()) {
            checkSource(state(states, source));
            checkPartitions(patterns, state(states, source));
        }
        checkBodies(state(states, catalogue.bodies()));
        checkPartitions(patterns, state(states, catalogue.bodies()));
        checkRoom(state(states, catalogue.deadLetter()));
    }

    private static TopicState state(Map<String, TopicState> states, String name) {
        TopicState state = states.get(name);
        if (state == null) {
            throw new TopicSetupException("topic " + name + " does not exist; create it with 'credence topics create'");
        }
        return state;
    }

    private static void checkSource(TopicState topic) {
        if (!topic.timestampType().equals(TopicSettings.LOG_APPEND_TIME)) {
            throw new TopicSetupException("topic " + topic.name() + " has message.timestamp.type="
                    + topic.timestampType()
                    + ", but events are judged by the broker's clock, and retention would delete"
                    + " back-dated ones; set " + alter(topic, "message.timestamp.type=LogAppendTime"));
        }
        if (topic.config(TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new TopicSetupException("topic " + topic.name() + " has cleanup.policy="
                    + topic.config(TopicConfig.CLEANUP_POLICY_CONFIG)
                    + ", which deletes all but the last outcome of a pattern; set "
                    + alter(topic, "cleanup.policy=delete"));
        }
    }

    private static void checkBodies(TopicState topic) {
        String policy = topic.config(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new TopicSetupException("topic " + topic.name() + " has cleanup.policy=" + policy
                    + ", but views are rebuilt from it and need every id's last body; set "
                    + alter(topic, "cleanup.policy=compact"));
        }
        checkRoom(topic);
    }

    /** A record that the topic does not take would stop the processor for ever. */
    private static void checkRoom(TopicState topic) {
        String most = topic.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        int need = Limits.OUTPUT_BYTES + TopicSettings.OVERHEAD_BYTES;
        if (Long.parseLong(most) < need) {
            throw new TopicSetupException("topic " + topic.name() + " has max.message.bytes=" + most
                    + ", but records of up to " + need + " bytes are written to it; set "
                    + alter(topic, "max.message.bytes=" + need));
        }
    }

    private static void checkPartitions(TopicState patterns, TopicState other) {
        if (patterns.partitions() != other.partitions()) {
            throw new TopicSetupException("topic " + other.name() + " has " + other.partitions() + " partitions, but "
                    + patterns.name() + " has " + patterns.partitions()
                    + "; they must be equal: add partitions to the one that has fewer (kafka-topics.sh --alter --topic "
                    + (other.partitions() < patterns.partitions() ? other : patterns).name() + " --partitions "
                    + Math.max(other.partitions(), patterns.partitions()) + ")");
        }
    }

    private static String alter(TopicState topic, String setting) {
        return "it with kafka-configs.sh --alter --entity-type topics --entity-name " + topic.name() + " --add-config "
                + setting;
    }
}
