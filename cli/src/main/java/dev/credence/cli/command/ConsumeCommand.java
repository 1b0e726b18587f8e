package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Settings;
import dev.credence.cli.records.ReadPlan;
import dev.credence.cli.records.RecordJson;
import dev.credence.cli.records.TopicReader;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "consume",
        description = {
            "Shows the records of a topic as JSON lines, decoded: events, dead letters, bodies, evidence, ledger.",
            "Joins no group and commits no offset; ends at the end that the log has now, unless told to --follow."
        },
        footer = {
            "",
            "Examples:",
            "  credence consume credence.confidence --from-beginning --max-messages 10",
            "  credence consume dead-letter --follow",
            "  credence consume evidence --partition 2 --offset 1042 --max-messages 1"
        })
final class ConsumeCommand implements Callable<Integer>, TakesSettings {
    private enum Format {
        json,
        pretty
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            description = "A topic's name; or patterns, confidence, priority, bodies, dead-letter, evidence: those of"
                    + " this installation.")
    private String topic = "";

    @Option(
            names = "--format",
            paramLabel = "json|pretty",
            description = "json (default): an object a line; pretty: indented.")
    private Format format = Format.json;

    @Option(names = "--from-beginning", description = "Begin at the log's start: the default without --follow.")
    private boolean fromBeginning;

    @Option(
            names = "--offset",
            paramLabel = "OFFSET",
            description = "Begin here: a number (with --partition), earliest or latest.")
    private @Nullable String offset;

    @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(
            names = {"--max-messages", "--limit"},
            paramLabel = "N",
            description = "End after so many records.")
    private long most = Long.MAX_VALUE;

    @Option(names = "--follow", description = "Wait for more at the end of the log, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() {
        Settings settings = Defaults.settings(spec);
        TopicCatalogue catalogue = Clients.catalogue(settings);
        ReadPlan plan = new ReadPlan(TopicNames.of(topic, catalogue), partition, begin(), most, follow);
        Cluster cluster = new Cluster(settings).required();
        PrintWriter out = Out.of(spec);
        try (Registry registry = Clients.registry(settings);
                Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            RecordJson json = new RecordJson(catalogue, registry);
            new TopicReader(consumer).read(plan, record -> print(json.of(record), out));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private boolean print(ObjectNode record, PrintWriter out) {
        out.println(format == Format.pretty ? record.toPrettyString() : record.toString());
        if (follow) {
            out.flush();
        }
        return !out.checkError();
    }

    private long begin() {
        if (offset == null) {
            return follow && !fromBeginning ? ReadPlan.END : ReadPlan.BEGINNING;
        }
        if (fromBeginning) {
            throw new CommandFailedException(ExitCode.USAGE, "--from-beginning and --offset exclude each other");
        }
        return switch (offset.toLowerCase(Locale.ROOT)) {
            case "earliest" -> ReadPlan.BEGINNING;
            case "latest" -> ReadPlan.END;
            default -> number(offset);
        };
    }

    private static long number(String offset) {
        try {
            long number = Long.parseLong(offset);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, as a negative one is.
        }
        throw new CommandFailedException(
                ExitCode.USAGE, "--offset must be a number of at least 0, earliest or latest, was '" + offset + "'");
    }
}
