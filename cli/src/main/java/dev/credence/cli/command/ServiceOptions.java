package dev.credence.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.cli.runtime.RunFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every command that asks the HTTP service. */
final class ServiceOptions {
    private static final String FALLBACK = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service; by default the one running on this machine.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print the answer as the service gave it.")
    private boolean json;

    @Mixin
    private ApiKeyOptions apiKey = new ApiKeyOptions();

    Service service() {
        return new Service(url(), apiKey.key(System.getenv()));
    }

    /** Prints the answer: whole as JSON if that was asked for, else as {@code forPeople} prints it. */
    void print(JsonNode answer, PrintWriter out, BiConsumer<JsonNode, PrintWriter> forPeople) {
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            forPeople.accept(answer, out);
        }
        out.flush();
    }

    /** Prints the receipts of what was written, a line each. */
    static void receipts(JsonNode answer, PrintWriter out) {
        answer.path("receipts").forEach(receipt -> out.println(receipt.asText()));
    }

    private String url() {
        if (url != null) {
            return url;
        }
        List<RunFile> running = RunFile.running(RunFile.directory(System.getenv()));
        return running.isEmpty() ? FALLBACK : running.get(0).url();
    }
}
