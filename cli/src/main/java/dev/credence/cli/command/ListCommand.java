package dev.credence.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = {
            "Lists patterns, the most trustworthy first: by the lower bound of their confidence.",
            "Exact as of the moment that its last line states."
        },
        footer = {"", "Example: credence list --type strategy --min-confidence 0.6 --limit 20"})
class ListCommand implements Callable<Integer> {
    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--type", paramLabel = "T", description = "Only this type.")
    private @Nullable String type;

    @Option(names = "--min-confidence", paramLabel = "P", description = "Only means of at least this.")
    private @Nullable Double minConfidence;

    @Option(names = "--sort", paramLabel = "BY", description = "lower_bound (default), confidence, usage or recent.")
    private String sort = "lower_bound";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many; default ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where an earlier list ended.")
    private @Nullable String cursor;

    @Override
    public Integer call() {
        StringBuilder path = new StringBuilder("/v1/patterns?sort=" + encoded(sort) + "&limit=" + limit);
        add(path, "type", type);
        add(path, "min_confidence", minConfidence == null ? null : minConfidence.toString());
        add(path, "cursor", cursor);
        service.print(service.service().get(path.toString(), "patterns"), Out.of(spec), ListCommand::show);
        return 0;
    }

    private static void add(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static void show(JsonNode answer, PrintWriter out) {
        Table table = new Table("ID", "TYPE", ">LOWER", ">MEAN", ">GOOD", ">BAD");
        for (JsonNode pattern : answer.path("patterns")) {
            JsonNode confidence = pattern.path("confidence");
            table.row(
                    pattern.path("id").asText(),
                    pattern.path("type").asText(),
                    fraction(confidence.path("lower_bound")),
                    fraction(confidence.path("mean")),
                    confidence.path("successes").asText(),
                    confidence.path("failures").asText());
        }
        table.print(out);
        String next = answer.path("next").asText(null);
        out.println();
        out.println("as of " + answer.path("as_of").asText() + (next == null ? "" : "; more with --cursor"));
        if (next != null) {
            // On a line of its own: it is copied, and may be longer than a terminal is wide.
            out.println(next);
        }
    }

    private static String fraction(JsonNode number) {
        return String.format(Locale.ROOT, "%.4f", number.asDouble());
    }
}
