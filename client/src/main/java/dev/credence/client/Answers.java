package dev.credence.client;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Patterns as the service shows them, read. Members that it may add later are passed over. */
final class Answers {
    private Answers() {}

    static KnownPattern known(JsonNode json) {
        JsonNode confidence = json.path("confidence");
        return new KnownPattern(
                pattern(json),
                new Confidence(
                        confidence.path("mean").asDouble(),
                        confidence.path("lower_bound").asDouble(),
                        confidence.path("strength").asDouble(),
                        instant(confidence.path("as_of"))),
                confidence.path("successes").asLong(),
                confidence.path("failures").asLong(),
                confidence.path("half_life_ms").asLong(),
                instant(json.path("last_used")),
                instant(json.path("created_at")),
                instant(json.path("updated_at")));
    }

    /** The prior is part of the confidence already, and answers do not state it. */
    private static Pattern pattern(JsonNode json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        json.path("metadata")
                .properties()
                .forEach(one -> metadata.put(one.getKey(), one.getValue().asText()));
        return new Pattern(
                json.path("id").asText(),
                json.path("type").asText(),
                json.path("content").asText(),
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
            embedding[i] = json.get(i).floatValue();
        }
        return embedding;
    }

    private static @Nullable List<Step> trajectory(JsonNode json) {
        if (!json.isArray()) {
            return null;
        }
        List<Step> steps = new ArrayList<>(json.size());
        for (JsonNode step : json) {
            JsonNode state = step.path("state");
            double[] numbers = new double[state.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = state.get(i).asDouble();
            }
            JsonNode reward = step.path("reward");
            steps.add(new Step(
                    instant(step.path("at")),
                    step.path("action").asText(),
                    reward.isNumber() ? reward.asDouble() : null,
                    numbers));
        }
        return steps;
    }

    private static long instant(JsonNode json) {
        return json.isTextual() ? Instant.parse(json.asText()).toEpochMilli() : -1;
    }
}
