package dev.credence.storage;

import java.util.List;

/** One record of a source topic. */
public record SourceOffset(Kind kind, int partition, long offset) {
    /** Which of the event topics. */
    public enum Kind {
        PATTERNS,
        CONFIDENCE,
        PRIORITY
    }

    /** Adds it, unless {@code offset} says that there is none. */
    static void addTo(List<SourceOffset> offsets, Kind kind, int partition, long offset) {
        if (offset >= 0) {
            offsets.add(new SourceOffset(kind, partition, offset));
        }
    }
}
