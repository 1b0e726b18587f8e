package dev.credence.schemas.topic;

import dev.credence.core.rules.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.TopicConfig;

/** Whether topics as they are can be used; decides from what it is given, asks nobody. */
final class TopicChecks {
    private final TopicCatalogue catalogue;
    private final Map<String, TopicState> states;
    private final List<TopicProblem> problems = new ArrayList<>();

    private TopicChecks(TopicCatalogue catalogue, Map<String, TopicState> states) {
        this.catalogue = catalogue;
        this.states = states;
    }

    /** @throws TopicSetupException naming the first thing that is wrong */
    static void check(TopicCatalogue catalogue, Map<String, TopicState> states) {
        List<TopicProblem> problems = problems(catalogue, states);
        if (!problems.isEmpty()) {
            throw new TopicSetupException(problems.get(0).toString());
        }
    }

    /** Everything that is wrong, the gravest first. */
    static List<TopicProblem> problems(TopicCatalogue catalogue, Map<String, TopicState> states) {
        TopicChecks checks = new TopicChecks(catalogue, states);
        catalogue.specs((short) 1).forEach(spec -> checks.checkExists(spec.name()));
        catalogue.sources().forEach(source -> checks.with(source, checks::checkSource));
        checks.with(catalogue.bodies(), checks::checkBodies);
        checks.with(catalogue.deadLetter(), checks::checkRoom);
        return List.copyOf(checks.problems);
    }

    private void checkExists(String name) {
        if (!states.containsKey(name)) {
            add(
                    name,
                    "topic " + name + " does not exist",
                    "create it with 'credence topics create', or set topics.prefix (now " + catalogue.prefix()
                            + ") to that of existing topics");
        }
    }

    private void with(String name, Consumer<TopicState> check) {
        TopicState state = states.get(name);
        if (state != null) {
            check.accept(state);
        }
    }

    private void checkSource(TopicState topic) {
        if (!topic.timestampType().equals(TopicSettings.LOG_APPEND_TIME)) {
            add(
                    topic.name(),
                    "topic " + topic.name() + " has message.timestamp.type=" + topic.timestampType()
                            + ", but events are judged by the broker's clock, and retention would delete"
                            + " back-dated ones",
                    alter(topic, "message.timestamp.type=LogAppendTime"));
        }
        if (topic.config(TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            add(
                    topic.name(),
                    "topic " + topic.name() + " has cleanup.policy=" + topic.config(TopicConfig.CLEANUP_POLICY_CONFIG)
                            + ", which deletes all but the last outcome of a pattern",
                    alter(topic, "cleanup.policy=delete"));
        }
        checkPartitions(topic);
    }

    private void checkBodies(TopicState topic) {
        String policy = topic.config(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            add(
                    topic.name(),
                    "topic " + topic.name() + " has cleanup.policy=" + policy
                            + ", but views are rebuilt from it and need every id's last body",
                    alter(topic, "cleanup.policy=compact"));
        }
        checkRoom(topic);
        checkPartitions(topic);
    }

    /** A record that the topic does not take would stop the processor for ever. */
    private void checkRoom(TopicState topic) {
        String most = topic.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        int need = Limits.OUTPUT_BYTES + TopicSettings.OVERHEAD_BYTES;
        if (Long.parseLong(most) < need) {
            add(
                    topic.name(),
                    "topic " + topic.name() + " has max.message.bytes=" + most + ", but records of up to " + need
                            + " bytes are written to it",
                    alter(topic, "max.message.bytes=" + need));
        }
    }

    private void checkPartitions(TopicState other) {
        TopicState patterns = states.get(catalogue.patterns());
        if (patterns != null && patterns.partitions() != other.partitions()) {
            add(
                    other.name(),
                    "topic " + other.name() + " has " + other.partitions() + " partitions, but " + patterns.name()
                            + " has " + patterns.partitions(),
                    "they must be equal: add partitions to the one that has fewer (kafka-topics.sh --alter --topic "
                            + (other.partitions() < patterns.partitions() ? other : patterns).name()
                            + " --partitions " + Math.max(other.partitions(), patterns.partitions()) + ")");
        }
    }

    private void add(String topic, String cause, String remedy) {
        problems.add(new TopicProblem(topic, cause, remedy));
    }

    private static String alter(TopicState topic, String setting) {
        return "set it with kafka-configs.sh --alter --entity-type topics --entity-name " + topic.name()
                + " --add-config " + setting;
    }
}
