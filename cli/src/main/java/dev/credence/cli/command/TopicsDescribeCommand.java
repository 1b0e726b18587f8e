package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicProblem;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "describe",
        description = {
            "Shows the topics as the cluster has them, and names what differs from what 'topics create' makes.",
            "Exit code 1 if a topic is missing or cannot be used as it is; a mere difference is none."
        },
        footer = {"", "Example: credence topics describe --bootstrap-server kafka:9092 --json"})
final class TopicsDescribeCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One object instead.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Defaults.settings(spec);
        PrintWriter out = Out.of(spec);
        try (Admin admin = new Cluster(settings).required().admin()) {
            TopicCatalogue catalogue = Clients.existingByAny(settings, admin);
            Map<String, TopicState> states = Topics.describe(admin, TopicStates.names(catalogue));
            List<TopicProblem> problems = Topics.problems(catalogue, states);
            if (json) {
                out.println(TopicStates.toJson(catalogue, states).toPrettyString());
            } else {
                TopicStates.print(catalogue, states, out);
            }
            out.flush();
            problems.forEach(problem -> Out.errorsOf(spec).println("credence: " + problem));
            Out.errorsOf(spec).flush();
            return problems.isEmpty() ? ExitCode.DONE : ExitCode.SHORT;
        }
    }
}
