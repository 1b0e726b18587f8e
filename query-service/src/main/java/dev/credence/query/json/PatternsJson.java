package dev.credence.query.json;

import dev.credence.core.body.StoredBody;
import dev.credence.query.json.PatternJson.Include;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.SourceTopics;
import dev.credence.storage.PatternRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several patterns at one time, as answers show them. Thread-safe. */
public final class PatternsJson {
    private static final int BYTES_EACH = 1024;

    private PatternsJson() {}

    /**
     * A page of a list.
     *
     * @param next null: there is no more
     */
    public static byte[] list(long asOfMs, List<PatternRow> rows, SourceTopics topics, @Nullable String next) {
        JsonBytes json = begin(asOfMs, rows, topics);
        json.name("next").text(next);
        return json.endObject().toBytes();
    }

    /**
     * What was asked for by id, put together from what is rendered already. Its time is the earliest of its patterns',
     * each of which states its own.
     */
    public static byte[] batch(long nowMs, List<PatternAnswer> answers) {
        long asOfMs = nowMs;
        long bytes = 256;
        for (PatternAnswer answer : answers) {
            if (answer instanceof PatternAnswer.Found found) {
                asOfMs = Math.min(asOfMs, found.confidence().asOfMs());
                bytes += found.json().length + 1;
            }
        }
        JsonBytes json = new JsonBytes(Math.toIntExact(bytes)).beginObject();
        json.name("as_of").instant(asOfMs);
        json.name("patterns").beginArray();
        Set<String> missing = new LinkedHashSet<>();
        for (PatternAnswer answer : answers) {
            if (answer instanceof PatternAnswer.Found found) {
                json.written(found.json());
            } else {
                missing.add(answer.id());
            }
        }
        json.endArray().name("missing").beginArray();
        missing.forEach(json::text);
        return json.endArray().endObject().toBytes();
    }

    private static JsonBytes begin(long asOfMs, List<PatternRow> rows, SourceTopics topics) {
        JsonBytes json = new JsonBytes(256 + rows.size() * BYTES_EACH).beginObject();
        json.name("as_of").instant(asOfMs);
        json.name("patterns").beginArray();
        for (PatternRow row : rows) {
            StoredBody body = row.body();
            if (body != null) {
                PatternJson.write(json, row, body, topics, Include.NOTHING, asOfMs);
            }
        }
        return json.endArray();
    }
}
