package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Settings;
import dev.credence.cli.records.DeadLetters;
import dev.credence.cli.records.DeadLetters.Letter;
import dev.credence.cli.records.HexDump;
import dev.credence.cli.records.RecordJson;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.ingest.publish.Receipt;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = {
            "Shows one dead letter: why it was refused, its headers, its key and value byte for byte,",
            "and what of it can be decoded."
        },
        footer = {"", "Example: credence dead-letters show credence.confidence-3@1042"})
final class DeadLettersShowCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ORIGIN", description = "TOPIC-PARTITION@OFFSET of what was refused, as list prints it.")
    private String origin = "";

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "4096",
            description = "How much of key and of value is dumped; default ${DEFAULT-VALUE}.")
    private int maxBytes;

    @Option(names = "--json", description = "One object instead.")
    private boolean json;

    @Override
    public Integer call() {
        String wanted = Receipt.parse(origin).toString();
        Settings settings = Defaults.settings(spec);
        TopicCatalogue catalogue = Clients.catalogue(settings);
        Letter letter = find(wanted, settings, catalogue);
        ObjectNode decoded;
        try (Registry registry = Clients.registry(settings)) {
            decoded = new RecordJson(catalogue, registry).of(letter.record());
        }
        PrintWriter out = Out.of(spec);
        if (json) {
            out.println(decoded.toPrettyString());
        } else {
            show(letter, decoded, out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private Letter find(String wanted, Settings settings, TopicCatalogue catalogue) {
        AtomicReference<@Nullable Letter> found = new AtomicReference<>();
        try (Consumer<byte[], byte[]> consumer =
                new Cluster(settings).required().consumer()) {
            new DeadLetters(catalogue.deadLetter()).read(consumer, letter -> {
                if (letter.refused().origin().equals(wanted)) {
                    found.set(letter);
                }
                return found.get() == null;
            });
        }
        Letter letter = found.get();
        if (letter == null) {
            throw new CommandFailedException(
                    ExitCode.NO_SUCH_ID,
                    "no dead letter of " + wanted + " in " + catalogue.deadLetter()
                            + "; 'credence dead-letters list' shows what there is");
        }
        return letter;
    }

    private void show(Letter letter, ObjectNode decoded, PrintWriter out) {
        out.println(letter.refused().origin() + "  " + letter.refused().reason());
        out.println("  why      " + letter.refused().message());
        out.println("  at       " + Instant.ofEpochMilli(letter.record().timestamp()));
        out.println("  kept in  " + letter.record().topic() + "-"
                + letter.record().partition() + "@" + letter.record().offset());
        out.println();
        out.println("headers");
        for (Header header : letter.record().headers()) {
            out.println("  " + header.key() + "  "
                    + (header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8)));
        }
        dump("key", letter.record().key(), out);
        dump("value", letter.record().value(), out);
        out.println();
        out.println("decoded");
        out.println(decoded.path("source").toPrettyString());
    }

    private void dump(String name, byte @Nullable [] bytes, PrintWriter out) {
        out.println();
        out.println(name + (bytes == null ? ": null" : " (" + bytes.length + " bytes)"));
        if (bytes != null) {
            out.print(HexDump.of(bytes, maxBytes));
        }
    }
}
