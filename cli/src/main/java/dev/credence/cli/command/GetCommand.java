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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "get",
        description = {
            "Shows one pattern: its text, and its confidence as of now.",
            "With --after it first waits until the view shows what a publish has stored."
        },
        footer = {
            "",
            "Examples:",
            "  credence get recipe:retry-with-backoff --json",
            "  credence get recipe:mine --after credence.confidence-3@1042 --wait 5000"
        })
final class GetCommand implements Callable<Integer> {
    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The pattern's id.")
    private String id = "";

    @Option(
            names = "--after",
            paramLabel = "RECEIPT",
            description =
                    "Answer once this publish is in the view; TOPIC-PARTITION@OFFSET, as publish --receipts prints.")
    private @Nullable String after;

    @Option(names = "--wait", paramLabel = "MS", description = "How long to wait for --after: at most 30000.")
    private int waitMs = 3000;

    @Override
    public Integer call() {
        String query =
                after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&wait=" + waitMs;
        JsonNode pattern = service.service().get("/v1/patterns/" + Service.segment(id) + query, "id");
        service.print(pattern, Out.of(spec), this::show);
        return 0;
    }

    private void show(JsonNode pattern, PrintWriter out) {
        JsonNode confidence = pattern.path("confidence");
        out.printf(
                Locale.ROOT,
                "%s  (%s)%n",
                pattern.path("id").asText(),
                pattern.path("type").asText());
        out.printf(
                Locale.ROOT,
                "  confidence  %.4f   at least %.4f with 95 %% certainty%n",
                confidence.path("mean").asDouble(),
                confidence.path("lower_bound").asDouble());
        out.printf(
                Locale.ROOT,
                "  outcomes    %d successes, %d failures; weighing %.2f today%n",
                confidence.path("successes").asLong(),
                confidence.path("failures").asLong(),
                confidence.path("strength").asDouble());
        double[] atEnds = service
                .service()
                .get("/v1/patterns/" + Service.segment(id) + "/history", "windows")
                .path("windows")
                .findValues("mean_at_end")
                .stream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        String means = Sparkline.of(atEnds, Out.charset());
        if (!means.isEmpty()) {
            out.printf("  history     %s  mean from 0 to 1, one half-life each%n", means);
        }
        out.printf("  last used   %s%n", pattern.path("last_used").asText("never"));
        out.printf("  updated     %s%n", pattern.path("updated_at").asText());
        out.println();
        pattern.path("content").asText().lines().forEach(line -> out.println("  " + line));
    }
}
