package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.schemas.topic.TopicCatalogue;
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
        name = "create",
        description = {
            "Creates the topics that are missing, set as Credence needs them; others stay as they are. Where an event"
                    + " topic exists, those that are created get as many partitions, else topics.partitions.",
            "--dry-run asks nobody, so it always says topics.partitions, and prints topics, settings, and the ACLs"
                    + " that each role needs."
        },
        footer = {
            "",
            "Examples:",
            "  credence topics create --bootstrap-server kafka:9092 --replication-factor 3",
            "  credence topics create --dry-run --principal-prefix 'User:credence-'"
        })
final class TopicsCreateCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "1",
            description = "For topics that are created; 3 on a cluster. Default ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @Option(names = "--dry-run", description = "Print what would be created, and the ACLs; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--principal-prefix",
            paramLabel = "TEXT",
            defaultValue = "User:credence-",
            description = "Goes before the role in the ACLs of --dry-run; default ${DEFAULT-VALUE}.")
    private String principalPrefix = "";

    @Option(names = "--json", description = "One object instead.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Defaults.settings(spec);
        PrintWriter out = Out.of(spec);
        if (dryRun) {
            String bootstrap = new Cluster(settings).bootstrapServers();
            TopicPlan plan = new TopicPlan(Clients.catalogue(settings), replicationFactor, bootstrap, principalPrefix);
            if (json) {
                out.println(plan.toJson().toPrettyString());
            } else {
                plan.print(out);
            }
        } else {
            try (Admin admin = new Cluster(settings).required().admin()) {
                create(admin, Clients.existingByAny(settings, admin), out);
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void create(Admin admin, TopicCatalogue catalogue, PrintWriter out) {
        List<String> names = TopicStates.names(catalogue);
        Map<String, TopicState> before = Topics.describe(admin, names);
        Topics.createMissing(admin, catalogue, replicationFactor);
        Map<String, TopicState> after = Topics.describe(admin, names);
        if (json) {
            out.println(TopicStates.toJson(catalogue, after).toPrettyString());
        } else {
            TopicStates.print(catalogue, after, out);
            out.println();
            out.println((after.size() - before.size()) + " created, " + before.size() + " were there");
        }
        out.flush();
        Topics.require(admin, catalogue);
    }
}
