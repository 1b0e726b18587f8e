package dev.credence.query.read;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Pattern;
import dev.credence.storage.PatternRow;

/** What can be said about one id at a moment. Its parts are shared by whoever asks: change none. Thread-safe. */
public sealed interface PatternAnswer {
    String id();

    /**
     * The pattern.
     *
     * @param row what the view holds of it
     * @param confidence as {@code json} states it: of a time at most one second ago
     * @param json the pattern as HTTP shows it, in UTF-8, without embedding and trajectory
     * @param etag the tag of {@code json}, such as {@code W/".pa0-17.co1-5"}
     */
    record Found(Pattern pattern, PatternRow row, Confidence confidence, byte[] json, String etag)
            implements PatternAnswer {
        @Override
        public String id() {
            return row.id();
        }
    }

    /**
     * No pattern.
     *
     * @param waitingOutcomes outcomes that count once the pattern is stored; 0: nothing is known of the id
     */
    record Absent(String id, long waitingOutcomes) implements PatternAnswer {}
}
