package dev.credence.query.json;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Step;
import dev.credence.query.read.SourceTopics;
import dev.credence.storage.PatternRow;
import dev.credence.storage.SourceOffset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pattern as answers show it: names and order are a contract. Its confidence is computed here. Thread-safe. */
public final class PatternJson {
    private static final Comparator<SourceOffset> ORDER =
            Comparator.comparing(SourceOffset::kind).thenComparingInt(SourceOffset::partition);

    private static final byte[] CONFIDENCE = ",\"confidence\":{".getBytes(StandardCharsets.US_ASCII);
    private static final int ROOM = 64;

    private PatternJson() {}

    /** The parts that are only shown on request. */
    public record Include(boolean embedding, boolean trajectory) {
        public static final Include NOTHING = new Include(false, false);
    }

    /**
     * Writes the pattern with its confidence at {@code asOfMs}.
     *
     * @param body the row's body
     * @throws dev.credence.core.bytes.MalformedBytesException if the body is damaged
     */
    public static void write(
            JsonBytes json, PatternRow row, StoredBody body, SourceTopics topics, Include include, long asOfMs) {
        Pattern pattern = BodyCodec.decode(row.id(), body);
        Confidence confidence = Confidence.of(row.evidence(), prior(body.prior()), asOfMs);
        write(json, pattern, row, confidence, topics, include);
    }

    /**
     * Writes a pattern that is decoded already.
     *
     * @param row where the pattern is from
     * @param confidence of the row's evidence
     */
    public static void write(
            JsonBytes json,
            Pattern pattern,
            PatternRow row,
            Confidence confidence,
            SourceTopics topics,
            Include include) {
        Evidence evidence = row.evidence();
        json.beginObject();
        json.name("id").text(row.id());
        json.name("type").text(pattern.type());
        json.name("content").text(pattern.content());
        json.name("metadata").beginObject();
        pattern.metadata().forEach((key, value) -> json.name(key).text(value));
        json.endObject();
        json.name("usage_count").number(evidence.successes() + evidence.failures());
        json.name("last_used").instant(evidence.lastEventMs());
        json.name("created_at").instant(row.createdAtMs());
        json.name("updated_at").instant(row.updatedAtMs());
        json.name("confidence");
        confidence(json, evidence, confidence);
        json.name("offsets");
        offsets(json, row.offsets(), topics);
        if (include.embedding()) {
            json.name("embedding");
            embedding(json, pattern.embedding());
        }
        if (include.trajectory()) {
            json.name("trajectory");
            trajectory(json, pattern.trajectory());
        }
        json.endObject();
    }

    /** What a body states, or the prior that stands for none. */
    public static Prior prior(@Nullable Prior stated) {
        return stated == null ? Prior.UNIFORM : stated;
    }

    /**
     * The document {@code json}, which {@link #write} made without the parts that are shown on request, with another
     * confidence.
     */
    public static byte[] withConfidence(byte[] json, Evidence evidence, Confidence confidence) {
        int from = lastIndexOf(CONFIDENCE, json) + CONFIDENCE.length - 1;
        int to = from;
        while (json[to] != '}') {
            to++;
        }
        JsonBytes again = new JsonBytes(json.length + ROOM).part(json, 0, from);
        confidence(again, evidence, confidence);
        return again.part(json, to + 1, json.length).toBytes();
    }

    /** From the end, where only offsets follow: a topic's name has no quote, and "confidence" alone is none. */
    private static int lastIndexOf(byte[] name, byte[] json) {
        int at = json.length - name.length;
        while (!Arrays.equals(json, at, at + name.length, name, 0, name.length)) {
            at--;
        }
        return at;
    }

    private static void confidence(JsonBytes json, Evidence evidence, Confidence confidence) {
        json.beginObject();
        json.name("mean").number(confidence.mean());
        json.name("lower_bound").number(confidence.lowerBound());
        json.name("strength").number(confidence.strength());
        json.name("successes").number(evidence.successes());
        json.name("failures").number(evidence.failures());
        json.name("half_life_ms").number(evidence.halfLifeMs());
        json.name("as_of").instant(confidence.asOfMs());
        json.endObject();
    }

    private static void offsets(JsonBytes json, List<SourceOffset> offsets, SourceTopics topics) {
        SourceOffset.Kind open = null;
        json.beginObject();
        for (SourceOffset offset : offsets.stream().sorted(ORDER).toList()) {
            if (offset.kind() != open) {
                if (open != null) {
                    json.endObject();
                }
                open = offset.kind();
                json.name(topic(open, topics)).beginObject();
            }
            json.name(Integer.toString(offset.partition())).number(offset.offset());
        }
        if (open != null) {
            json.endObject();
        }
        json.endObject();
    }

    private static String topic(SourceOffset.Kind kind, SourceTopics topics) {
        return switch (kind) {
            case PATTERNS -> topics.patterns();
            case CONFIDENCE -> topics.confidence();
            case PRIORITY -> topics.priority();
        };
    }

    private static void embedding(JsonBytes json, float @Nullable [] embedding) {
        if (embedding == null) {
            json.nothing();
            return;
        }
        json.beginArray();
        for (float value : embedding) {
            json.number(value);
        }
        json.endArray();
    }

    private static void trajectory(JsonBytes json, @Nullable List<Step> trajectory) {
        if (trajectory == null) {
            json.nothing();
            return;
        }
        json.beginArray();
        for (Step step : trajectory) {
            json.beginObject();
            json.name("at").instant(step.atMs());
            json.name("action").text(step.action());
            Double reward = step.reward();
            json.name("reward");
            if (reward == null) {
                json.nothing();
            } else {
                json.number(reward.doubleValue());
            }
            json.name("state").beginArray();
            for (double value : step.state()) {
                json.number(value);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }
}
