package dev.credence.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads reports out of their documents. Thread-safe. */
public final class ReportDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportDocument() {}

    /** @throws CredenceException if {@code document} is none */
    public static Report of(byte[] document) {
        try {
            return of(JSON.readTree(document), new String(document, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            throw new CredenceException("the report is not one that this client reads", e);
        }
    }

    private static Report of(JsonNode root, String json) {
        JsonNode cache = root.path("cache");
        JsonNode patterns = root.path("patterns");
        return new Report(
                Instant.parse(root.path("as_of").asText()).toEpochMilli(),
                patterns.isNumber() ? patterns.asLong() : null,
                number(cache.path("hit_rate")),
                number(cache.path("l1").path("hit_rate")),
                number(cache.path("l2").path("hit_rate")),
                number(cache.path("l3").path("hit_rate")),
                number(root.path("freshness_ms").path("p99")),
                number(root.path("operations").path("per_second")),
                number(root.path("compression").path("saved")),
                json);
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }
}
