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
     * @param confidence as the document states it: of a time at most one second ago
     * @param document as HTTP shows it
     */
    record Found(Pattern pattern, PatternRow row, Confidence confidence, Document document) implements PatternAnswer {
        @Override
        public String id() {
            return row.id();
        }

        /** The pattern as HTTP shows it, in UTF-8, without embedding and trajectory. */
        public byte[] json() {
            return document.json();
        }

        /** The tag of {@link #json}, such as {@code W/".pa0-17.co1-5"}. */
        public String etag() {
            return document.etag();
        }
    }

    /**
     * No pattern.
     *
     * @param waitingOutcomes outcomes that count once the pattern is stored; 0: nothing is known of the id
     */
    record Absent(String id, long waitingOutcomes) implements PatternAnswer {}
}
