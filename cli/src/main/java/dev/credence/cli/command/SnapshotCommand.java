package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.storage.Snapshots;
import dev.credence.storage.WriteBatch.Position;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "snapshot",
        description = {
            "Copies the view into another data directory, from which another view starts.",
            "The copy is of one moment; a view writer goes on from its offsets, not from the topics' start."
        },
        footer = {
            "",
            "Examples:",
            "  credence snapshot /var/lib/credence-2",
            "  credence view --data /var/lib/credence-2"
        })
final class SnapshotCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory of the copy; it must have no view yet.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "One object instead.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Defaults.withDataDirOfRun(Defaults.settings(spec));
        Snapshots.Taken taken = Snapshots.take(Clients.view(settings), directory.resolve("view"));
        PrintWriter out = Out.of(spec);
        if (json) {
            out.println(json(taken).toPrettyString());
        } else {
            print(taken, out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void print(Snapshots.Taken taken, PrintWriter out) {
        out.println("generation " + taken.generation() + ", " + taken.bytes() + " bytes, in " + taken.file());
        Table table = new Table("GOES ON FROM", ">PARTITION", ">OFFSET");
        for (Position position : taken.positions()) {
            table.row(position.topic(), Integer.toString(position.partition()), Long.toString(position.offset()));
        }
        table.print(out);
    }

    private static ObjectNode json(Snapshots.Taken taken) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", taken.file().toString());
        json.put("generation", taken.generation());
        json.put("bytes", taken.bytes());
        ArrayNode positions = json.putArray("positions");
        for (Position position : taken.positions()) {
            positions
                    .addObject()
                    .put("topic", position.topic())
                    .put("partition", position.partition())
                    .put("offset", position.offset());
        }
        return json;
    }
}
