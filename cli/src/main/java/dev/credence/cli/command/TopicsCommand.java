package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "topics", description = "Creates the topics that are missing, or describes those that are there.")
final class TopicsCommand implements Callable<Integer>, TakesSettings {
    private enum Action {
        create,
        describe
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "create|describe", description = "What to do.")
    private Action action = Action.describe;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "1",
            description = "For topics that are created; 3 on a cluster. Default ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = Defaults.fromRunFile(given, SettingsFlags.resolve(given, System.getenv()));
        TopicCatalogue catalogue = Clients.catalogue(settings);
        try (Admin admin = Clients.admin(settings)) {
            if (action == Action.create) {
                Topics.createMissing(admin, catalogue, replicationFactor);
            }
            describe(admin, catalogue, Out.of(spec));
            Topics.require(admin, catalogue);
        }
        return 0;
    }

    private static void describe(Admin admin, TopicCatalogue catalogue, PrintWriter out) {
        Map<String, TopicState> found = Topics.describe(
                admin, catalogue.specs((short) 1).stream().map(TopicSpec::name).toList());
        Table table = new Table("TOPIC", ">PARTITIONS", "TIMESTAMPS", "ID");
        found.values().stream()
                .sorted(java.util.Comparator.comparing(TopicState::name))
                .forEach(topic -> table.row(
                        topic.name(),
                        Integer.toString(topic.partitions()),
                        topic.timestampType(),
                        topic.id().toString()));
        table.print(out);
        out.flush();
    }
}
