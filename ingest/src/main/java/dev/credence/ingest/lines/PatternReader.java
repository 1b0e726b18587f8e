package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads patterns. */
final class PatternReader implements ObjectReader<Pattern> {
    private static final Fields FIELDS = new Fields(
            "", "id", "type", "content", "metadata", "embedding", "trajectory", "prior", "priority", TraceParent.NAME);
    private static final int REQUIRED = 3;
    private static final Fields PRIOR_FIELDS = new Fields("prior.", "mean", "strength");
    private static final Priority[] PRIORITIES = Priority.values();

    @Override
    public Traced<Pattern> read(JsonParser json) throws IOException {
        String id = "";
        String type = "";
        String content = "";
        Map<String, String> metadata = Map.of();
        float[] embedding = null;
        List<Step> trajectory = null;
        Prior prior = null;
        Priority priority = Priority.MEDIUM;
        TraceParent trace = null;
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            seen = FIELDS.add(seen, name);
            json.nextToken();
            switch (name) {
                case "id" -> id = Tokens.string(json, name);
                case "type" -> type = Tokens.string(json, name);
                case "content" -> content = Tokens.string(json, name);
                case "metadata" -> metadata = metadata(json);
                case "embedding" -> embedding = embedding(json);
                case "trajectory" -> trajectory = TrajectoryReader.read(json);
                case "prior" -> prior = prior(json);
                case TraceParent.NAME -> trace = Tokens.trace(json, name);
                default -> priority = Tokens.constant(json, name, PRIORITIES);
            }
        }
        FIELDS.require(seen, REQUIRED);
        return new Traced<>(
                checked(new Pattern(id, type, content, metadata, embedding, trajectory, prior, priority)), trace);
    }

    private static Pattern checked(Pattern pattern) {
        @Nullable Refusal refusal = Rules.check(pattern);
        if (refusal != null) {
            throw new LineFault(refusal.reason(), refusal.detail());
        }
        return pattern;
    }

    private static Map<String, String> metadata(JsonParser json) throws IOException {
        Tokens.require(json, JsonToken.START_OBJECT, "metadata", "an object of strings");
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            String name = "metadata." + Quote.clean(key, 40);
            json.nextToken();
            if (metadata.put(key, Tokens.string(json, name)) != null) {
                throw new LineFault(Reason.BAD_VALUE, "field " + name + " stands twice");
            }
        }
        return metadata;
    }

    private static float @Nullable [] embedding(JsonParser json) throws IOException {
        if (Tokens.isNull(json)) {
            return null;
        }
        Tokens.require(json, JsonToken.START_ARRAY, "embedding", "an array of numbers");
        float[] numbers = new float[64];
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            // One more than is allowed is enough for the rule to see.
            if (length <= Limits.EMBEDDING_LENGTH) {
                numbers = length < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * length);
                numbers[length++] = Tokens.smallNumber(json, "embedding");
            }
        }
        return Arrays.copyOf(numbers, length);
    }

    private static @Nullable Prior prior(JsonParser json) throws IOException {
        if (Tokens.isNull(json)) {
            return null;
        }
        Tokens.require(json, JsonToken.START_OBJECT, "prior", "an object of mean and strength");
        double mean = 0;
        double strength = 0;
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            seen = PRIOR_FIELDS.add(seen, name);
            json.nextToken();
            double value = Tokens.number(json, "prior." + name);
            if (name.equals("mean")) {
                mean = value;
            } else {
                strength = value;
            }
        }
        PRIOR_FIELDS.require(seen, 2);
        return new Prior(mean, strength);
    }
}
