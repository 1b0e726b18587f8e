package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes patterns and outcomes as the lines that {@link LineParser} reads, without line ends. Thread-safe. */
public final class LineWriter {
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The last millisecond of the year 9999: later ones have no RFC 3339 form. */
    private static final long LAST_WRITABLE_MS = 253_402_300_799_999L;

    private static final JsonFactory FACTORY = Json.factory();

    private LineWriter() {}

    /** Every field that is not at its default. */
    public static String line(Outcome outcome) {
        return object(json -> {
            json.writeStringField("pattern_id", outcome.patternId());
            json.writeStringField("outcome", lowerCase(outcome.result()));
            json.writeNumberField("weight", outcome.weight());
            writeTime(json, "occurred_at", outcome.occurredAtMs());
            writeOptional(json, "event_id", outcome.eventId());
            writeOptional(json, "source", outcome.source());
            writePriority(json, outcome.priority());
        });
    }

    /** Every field that is not at its default. */
    public static String line(Pattern pattern) {
        return object(json -> {
            json.writeStringField("id", pattern.id());
            json.writeStringField("type", pattern.type());
            json.writeStringField("content", pattern.content());
            writeMetadata(json, pattern.metadata());
            writeEmbedding(json, pattern.embedding());
            writeTrajectory(json, pattern.trajectory());
            writePrior(json, pattern.prior());
            writePriority(json, pattern.priority());
        });
    }

    private static void writeTime(JsonGenerator json, String name, long timeMs) throws IOException {
        if (timeMs >= 0 && timeMs <= LAST_WRITABLE_MS) {
            json.writeStringField(name, RFC_3339.format(Instant.ofEpochMilli(timeMs)));
        } else {
            json.writeNumberField(name, timeMs);
        }
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writePriority(JsonGenerator json, Priority priority) throws IOException {
        if (priority != Priority.MEDIUM) {
            json.writeStringField("priority", lowerCase(priority));
        }
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeEmbedding(JsonGenerator json, float @Nullable [] embedding) throws IOException {
        if (embedding == null) {
            return;
        }
        json.writeArrayFieldStart("embedding");
        for (float number : embedding) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private static void writeTrajectory(JsonGenerator json, @Nullable List<Step> trajectory) throws IOException {
        if (trajectory == null) {
            return;
        }
        json.writeArrayFieldStart("trajectory");
        for (Step step : trajectory) {
            writeStep(json, step);
        }
        json.writeEndArray();
    }

    private static void writeStep(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("at", step.atMs());
        json.writeStringField("action", step.action());
        Double reward = step.reward();
        if (reward != null) {
            json.writeNumberField("reward", reward);
        }
        json.writeFieldName("state");
        json.writeArray(step.state(), 0, step.state().length);
        json.writeEndObject();
    }

    private static void writePrior(JsonGenerator json, @Nullable Prior prior) throws IOException {
        if (prior != null) {
            json.writeObjectFieldStart("prior");
            json.writeNumberField("mean", prior.mean());
            json.writeNumberField("strength", prior.strength());
            json.writeEndObject();
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The fields between the braces. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
