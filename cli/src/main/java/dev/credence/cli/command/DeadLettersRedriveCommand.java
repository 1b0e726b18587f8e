package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.records.Redrive;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.ingest.publish.Receipt;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        description = {
            "Publishes refused records again, as they were, where they came from: after what was wrong is mended.",
            "Each origin once, however often this is run. The last line is: redriven=3 already=1 cut=0"
        },
        footer = {
            "",
            "The event and the note that it was redriven are one transaction.",
            "",
            "Examples:",
            "  credence dead-letters redrive credence.confidence-3@1042",
            "  credence dead-letters redrive --reason unknown-schema --dry-run",
            "",
            "Exit code 1 if a chosen record was kept in part only (cut) and so cannot be published."
        })
final class DeadLettersRedriveCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "ORIGIN",
            description = "TOPIC-PARTITION@OFFSET of what was refused, as list prints it.")
    private List<String> origins = List.of();

    @Option(names = "--reason", paramLabel = "CODE", description = "All that were refused for this reason.")
    private @Nullable String reason;

    @Option(names = "--all", description = "All that there are.")
    private boolean all;

    @Option(names = "--dry-run", description = "Print what would be published; publish nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (origins.isEmpty() == (reason == null && !all)) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "say which: ORIGINs as 'credence dead-letters list' prints them, --reason or --all");
        }
        Set<String> wanted = new HashSet<>();
        origins.forEach(origin -> wanted.add(Receipt.parse(origin).toString()));
        Settings settings = Defaults.settings(spec);
        Cluster cluster = new Cluster(settings).required();
        TopicCatalogue catalogue = Clients.catalogue(settings);
        PrintWriter out = Out.of(spec);
        Redrive redrive = new Redrive(cluster, catalogue, dryRun);
        Redrive.Totals totals = redrive.run(
                letter -> wanted.isEmpty()
                        ? reason == null || reason.equals(letter.refused().reason())
                        : wanted.contains(letter.refused().origin()),
                out::println);
        requireFound(wanted, totals.found());
        out.println((dryRun ? "would-redrive=" : "redriven=") + totals.redriven() + " already=" + totals.already()
                + " cut=" + totals.cut());
        out.flush();
        return totals.cut() > 0 ? ExitCode.SHORT : ExitCode.DONE;
    }

    private static void requireFound(Set<String> wanted, Set<String> found) {
        for (String origin : wanted) {
            if (!found.contains(origin)) {
                throw new CommandFailedException(
                        ExitCode.NO_SUCH_ID,
                        "no dead letter of " + origin + "; 'credence dead-letters list' shows what there is");
            }
        }
    }
}
