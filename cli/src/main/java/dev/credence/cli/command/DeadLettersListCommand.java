package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Settings;
import dev.credence.cli.records.DeadLetters;
import dev.credence.cli.records.DeadLetters.Letter;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = {
            "Lists dead letters, oldest first within a partition: origin, reason, when, how large.",
            "The last line counts them."
        },
        footer = {"", "Example: credence dead-letters list --reason bad-time --json"})
final class DeadLettersListCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only these, such as bad-time or bad-weight.")
    private @Nullable String reason;

    @Option(names = "--json", description = "An object a line instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Defaults.settings(spec);
        PrintWriter out = Out.of(spec);
        Table table = new Table("ORIGIN", "REASON", "AT", "~WHY");
        DeadLetters letters = new DeadLetters(Clients.catalogue(settings).deadLetter());
        long[] shown = new long[1];
        try (Consumer<byte[], byte[]> consumer =
                new Cluster(settings).required().consumer()) {
            letters.read(consumer, letter -> {
                if (reason == null || reason.equals(letter.refused().reason())) {
                    shown[0]++;
                    show(letter, table, out);
                }
                return true;
            });
        }
        if (!json) {
            table.print(out);
            out.println();
            out.println(shown[0] + " dead letters"
                    + (letters.repeated() > 0 ? ", and " + letters.repeated() + " that repeat one of them" : ""));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void show(Letter letter, Table table, PrintWriter out) {
        Instant at = Instant.ofEpochMilli(letter.record().timestamp());
        if (json) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("origin", letter.refused().origin());
            line.put("reason", letter.refused().reason());
            line.put("message", letter.refused().message());
            line.put("at", at.toString());
            line.put("bytes", letter.bytes());
            out.println(line);
        } else {
            table.row(
                    letter.refused().origin(),
                    letter.refused().reason(),
                    at.truncatedTo(ChronoUnit.SECONDS).toString(),
                    letter.refused().message());
        }
    }
}
