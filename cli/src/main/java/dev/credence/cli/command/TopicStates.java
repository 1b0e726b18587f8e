package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicDifference;
import dev.credence.schemas.topic.TopicProblem;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The topics as a cluster has them, beside what {@code topics create} would have made. */
final class TopicStates {
    private TopicStates() {}

    static List<String> names(TopicCatalogue catalogue) {
        return catalogue.specs((short) 1).stream().map(TopicSpec::name).toList();
    }

    static void print(TopicCatalogue catalogue, Map<String, TopicState> states, PrintWriter out) {
        Table table = new Table("TOPIC", ">P", "TIME", "KEEPS", "ID");
        states.values()
                .forEach(topic -> table.row(
                        topic.name(),
                        Integer.toString(topic.partitions()),
                        topic.timestampType().replaceAll("^Log|Time$", "").toLowerCase(Locale.ROOT),
                        keeps(topic),
                        topic.id().toString()));
        table.print(out);
        List<TopicDifference> differences = differences(catalogue, states);
        if (!differences.isEmpty()) {
            out.println();
            out.println("Differences from what 'topics create' makes:");
            differences.forEach(difference -> out.println(Lines.hanging("  ", difference.toString())));
        }
    }

    static ObjectNode toJson(TopicCatalogue catalogue, Map<String, TopicState> states) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode topics = json.putArray("topics");
        states.values()
                .forEach(topic -> topics.addObject()
                        .put("name", topic.name())
                        .put("id", topic.id().toString())
                        .put("partitions", topic.partitions())
                        .put("timestamp_type", topic.timestampType())
                        .put("cleanup_policy", topic.configs().getOrDefault("cleanup.policy", ""))
                        .put("retention_ms", topic.configs().getOrDefault("retention.ms", "")));
        ArrayNode differing = json.putArray("differences");
        differences(catalogue, states)
                .forEach(difference -> differing
                        .addObject()
                        .put("topic", difference.topic())
                        .put("key", difference.key())
                        .put("wanted", difference.wanted())
                        .put("found", difference.found()));
        ArrayNode problems = json.putArray("problems");
        for (TopicProblem problem : Topics.problems(catalogue, states)) {
            problems.addObject()
                    .put("topic", problem.topic())
                    .put("cause", problem.cause())
                    .put("remedy", problem.remedy());
        }
        return json;
    }

    private static List<TopicDifference> differences(TopicCatalogue catalogue, Map<String, TopicState> states) {
        return catalogue.specs((short) 1).stream()
                .filter(spec -> states.containsKey(spec.name()))
                .flatMap(spec -> java.util.Objects.requireNonNull(states.get(spec.name())).differences(spec).stream())
                .toList();
    }

    private static String keeps(TopicState topic) {
        String policy = topic.configs().getOrDefault("cleanup.policy", "");
        String ms = topic.configs().getOrDefault("retention.ms", "");
        return switch (policy) {
            case "compact" -> "newest a key";
            case "delete" -> ms.equals("-1") ? "for ever" : ms + " ms";
            default -> policy;
        };
    }
}
