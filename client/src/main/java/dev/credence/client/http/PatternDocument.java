package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.KnownPattern;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads patterns out of answers. Thread-safe. */
final class PatternDocument {
    private PatternDocument() {}

    /** @throws CredenceException if {@code document} is none */
    static KnownPattern of(JsonNode document) {
        try {
            return known(document);
        } catch (RuntimeException e) {
            throw new CredenceException("the answer is no pattern that this client reads", e);
        }
    }

    private static KnownPattern known(JsonNode json) {
        JsonNode confidence = json.required("confidence");
        return new KnownPattern(
                pattern(json),
                json.has("embedding"),
                new Confidence(
                        confidence.required("mean").asDouble(),
                        confidence.required("lower_bound").asDouble(),
                        confidence.required("strength").asDouble(),
                        instant(confidence.required("as_of"))),
                confidence.required("successes").asLong(),
                confidence.required("failures").asLong(),
                confidence.required("half_life_ms").asLong(),
                instant(json.required("last_used")),
                instant(json.required("created_at")),
                instant(json.required("updated_at")));
    }

    private static Pattern pattern(JsonNode json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        json.path("metadata")
                .properties()
                .forEach(field -> metadata.put(field.getKey(), field.getValue().asText()));
        return new Pattern(
                json.required("id").asText(),
                json.required("type").asText(),
                json.required("content").asText(),
                metadata,
                embedding(json.path("embedding")),
                trajectory(json.path("trajectory")),
                null,
                Priority.MEDIUM);
    }

    private static float @Nullable [] embedding(JsonNode json) {
        if (!json.isArray()) {
            return null;
        }
        float[] embedding = new float[json.size()];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = Float.parseFloat(json.get(i).asText());
        }
        return embedding;
    }

    private static @Nullable List<Step> trajectory(JsonNode json) {
        if (!json.isArray()) {
            return null;
        }
        List<Step> steps = new ArrayList<>(json.size());
        for (JsonNode step : json) {
            JsonNode reward = step.path("reward");
            JsonNode state = step.path("state");
            double[] values = new double[state.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = state.get(i).asDouble();
            }
            steps.add(new Step(
                    instant(step.path("at")),
                    step.path("action").asText(),
                    reward.isNumber() ? reward.asDouble() : null,
                    values));
        }
        return steps;
    }

    /** Unix milliseconds; -1: none. */
    private static long instant(JsonNode json) {
        return json.isTextual() ? Instant.parse(json.asText()).toEpochMilli() : -1;
    }
}
