package dev.credence.query.cache;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Pattern;
import dev.credence.query.json.JsonBytes;
import dev.credence.query.json.PatternJson;
import dev.credence.query.json.PatternJson.Include;
import dev.credence.query.read.Document;
import dev.credence.query.read.EntityTag;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.SourceTopics;
import dev.credence.storage.PatternRow;
import org.jspecify.annotations.Nullable;

/** Turns rows into answers. Thread-safe. */
final class Rendering {
    private static final int BYTES_WITHOUT_CONTENT = 1024;

    private Rendering() {}

    /**
     * @param row null: nothing is known of the id
     * @throws dev.credence.core.bytes.MalformedBytesException if the body is damaged
     */
    static PatternAnswer answer(String id, @Nullable PatternRow row, SourceTopics topics, long asOfMs) {
        if (row == null) {
            return new PatternAnswer.Absent(id, 0);
        }
        StoredBody body = row.body();
        return body == null
                ? new PatternAnswer.Absent(id, row.outcomes())
                : found(BodyCodec.decode(id, body), row, topics, asOfMs);
    }

    /** The same pattern after other outcomes: {@code row} has the body that {@code before} shows. */
    static PatternAnswer.Found changed(PatternAnswer.Found before, PatternRow row, SourceTopics topics, long asOfMs) {
        return found(before.pattern(), row, topics, asOfMs);
    }

    /** The same pattern at another time; a document that is made already is only changed where it states the time. */
    static PatternAnswer.Found again(PatternAnswer.Found before, SourceTopics topics, long asOfMs) {
        Pattern pattern = before.pattern();
        PatternRow row = before.row();
        byte[] made = before.document().made();
        if (made == null) {
            return found(pattern, row, topics, asOfMs);
        }
        Confidence confidence = Confidence.of(row.evidence(), PatternJson.prior(pattern.prior()), asOfMs);
        byte[] json = PatternJson.withConfidence(made, row.evidence(), confidence);
        return new PatternAnswer.Found(pattern, row, confidence, Document.of(json, before.etag()));
    }

    private static PatternAnswer.Found found(Pattern pattern, PatternRow row, SourceTopics topics, long asOfMs) {
        Confidence confidence = Confidence.of(row.evidence(), PatternJson.prior(pattern.prior()), asOfMs);
        return new PatternAnswer.Found(
                pattern,
                row,
                confidence,
                new Document(() -> json(pattern, row, confidence, topics), () -> EntityTag.of(row, "")));
    }

    private static byte[] json(Pattern pattern, PatternRow row, Confidence confidence, SourceTopics topics) {
        JsonBytes json = new JsonBytes(BYTES_WITHOUT_CONTENT + pattern.content().length());
        PatternJson.write(json, pattern, row, confidence, topics, Include.NOTHING);
        return json.toBytes();
    }
}
