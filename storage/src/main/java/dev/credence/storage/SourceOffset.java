package dev.credence.storage;

/** One record of a source topic. */
public record SourceOffset(Kind kind, int partition, long offset) {
    /** Which of the event topics. */
    public enum Kind {
        PATTERNS,
        CONFIDENCE,
        PRIORITY
    }
}
