package dev.credence.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The figures that a role serves on its status port. Thread-safe. */
final class RoleMetrics {
    private static final String EVENTS = "credence_events_total";
    private static final String MEMORY = "jvm_memory_used_bytes";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;

    RoleMetrics(int statusPort) {
        uri = URI.create("http://127.0.0.1:" + statusPort + "/metrics");
    }

    /** Records whose fate is decided, since the role's start. */
    long events() throws IOException, InterruptedException {
        return (long) sum(EVENTS, "");
    }

    /** Bytes of the heap in use. */
    long heapBytes() throws IOException, InterruptedException {
        return (long) sum(MEMORY, "area=\"heap\"");
    }

    private double sum(String name, String label) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build(), BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
