package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.client.contract.KnownPattern;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.PatternSource;
import dev.credence.client.contract.Report;
import dev.credence.client.contract.ReportDocument;
import dev.credence.client.contract.TopQuery;
import dev.credence.client.contract.Waiting;
import dev.credence.core.rules.Rules;
import dev.credence.ingest.publish.Receipt;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads from a query service. */
public final class HttpSource implements PatternSource {
    private static final int MOST_IDS = 1_000;
    /** What the service lets a request wait at most. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(30);

    private final Requests requests;

    public HttpSource(HttpTarget target) {
        this.requests = new Requests(target);
    }

    @Override
    public Optional<KnownPattern> get(String id) {
        return Waiting.value(getAsync(id, null, Duration.ZERO));
    }

    @Override
    public CompletableFuture<Optional<KnownPattern>> getAsync(String id, @Nullable Receipt after, Duration wait) {
        if (Rules.checkId(id) != null) {
            // Nobody's id: there is no path to ask.
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String query = "?include=embedding,trajectory" + (after == null ? "" : "&" + after(after, wait));
        return asked(id, query, after == null ? Duration.ZERO : wait)
                .thenApply(reply ->
                        reply.status() == Reply.OK ? Optional.of(PatternDocument.of(reply.json())) : Optional.empty());
    }

    @Override
    public CompletableFuture<Map<String, KnownPattern>> getAllAsync(List<String> ids) {
        List<String> askable =
                ids.stream().filter(id -> Rules.checkId(id) == null).distinct().toList();
        List<CompletableFuture<Map<String, KnownPattern>>> parts = new ArrayList<>();
        for (int from = 0; from < askable.size(); from += MOST_IDS) {
            parts.add(batch(askable.subList(from, Math.min(askable.size(), from + MOST_IDS))));
        }
        return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> {
                    Map<String, KnownPattern> known = new LinkedHashMap<>();
                    parts.forEach(part -> known.putAll(part.join()));
                    return known;
                });
    }

    @Override
    public CompletableFuture<List<KnownPattern>> topAsync(TopQuery query) {
        StringBuilder path = new StringBuilder("/v1/patterns?sort=")
                .append(query.sort().code())
                .append("&limit=")
                .append(query.limit());
        String type = query.type();
        if (type != null) {
            path.append("&type=").append(encoded(type));
        }
        if (query.minConfidence() != null) {
            path.append("&min_confidence=").append(query.minConfidence());
        }
        HttpRequest request = requests.to(path.toString()).build();
        return requests.repeatable(request).thenApply(reply -> patterns(expect(reply, request)));
    }

    @Override
    public CompletableFuture<Report> reportAsync() {
        HttpRequest request = requests.to("/v1/stats").build();
        return requests.repeatable(request).thenApply(reply -> {
            JsonNode unused = expect(reply, request);
            return ReportDocument.of(reply.body());
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> shows(String id, Receipt receipt, Duration wait) {
        return shows(id, receipt, System.nanoTime() + wait.toNanos());
    }

    private CompletableFuture<@Nullable Void> shows(String id, Receipt receipt, long deadlineNanos) {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        Duration wait = left.compareTo(MOST_WAIT) < 0 ? left : MOST_WAIT;
        return asked(id, "?" + after(receipt, wait), wait)
                .thenAccept(shown -> {})
                .exceptionallyCompose(thrown -> {
                    boolean again =
                            Waiting.failure(thrown) instanceof NotYetException && System.nanoTime() - deadlineNanos < 0;
                    return again
                            ? shows(id, receipt, deadlineNanos)
                            : CompletableFuture.failedFuture(Waiting.failure(thrown));
                });
    }

    /** The answer about a pattern: 200, or 404 because there is none. */
    private CompletableFuture<Reply> asked(String id, String query, Duration wait) {
        HttpRequest request = requests.to("/v1/patterns/" + id + query, wait).build();
        return requests.repeatable(request).thenApply(reply -> {
            if (reply.status() != Reply.OK && !reply.saysNoPattern()) {
                throw Problems.of(reply, request.uri());
            }
            return reply;
        });
    }

    private CompletableFuture<Map<String, KnownPattern>> batch(List<String> ids) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(body.putArray("ids")::add);
        HttpRequest request = requests.to("/v1/patterns:batchGet")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return requests.repeatable(request).thenApply(reply -> {
            Map<String, KnownPattern> known = new LinkedHashMap<>();
            patterns(expect(reply, request)).forEach(pattern -> known.put(pattern.id(), pattern));
            return known;
        });
    }

    private static JsonNode expect(Reply reply, HttpRequest request) {
        if (reply.status() != Reply.OK) {
            throw Problems.of(reply, request.uri());
        }
        return reply.json();
    }

    private static List<KnownPattern> patterns(JsonNode answer) {
        List<KnownPattern> patterns = new ArrayList<>();
        answer.path("patterns").forEach(pattern -> patterns.add(PatternDocument.of(pattern)));
        return patterns;
    }

    private static String after(Receipt receipt, Duration wait) {
        return "after=" + encoded(receipt.toString()) + "&wait=" + Math.min(wait.toMillis(), MOST_WAIT.toMillis());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Nothing to end: the JDK's client closes its connections when nobody refers to it. */
    @Override
    public void close() {}
}
