package dev.credence.bench.oracle;

import java.util.HashSet;
import java.util.Set;

/** What must have become of the records of one source partition. Confined to one thread. */
final class SourceTally {
    private final Set<Long> refused = new HashSet<>();
    private long applied;
    private long nextOffset;

    void applied(long offset) {
        applied++;
        nextOffset = offset + 1;
    }

    void refused(long offset) {
        refused.add(offset);
        nextOffset = offset + 1;
    }

    long applied() {
        return applied;
    }

    /** The offsets of the records that must be dead letters. */
    Set<Long> refused() {
        return refused;
    }

    /** Behind the last record. */
    long nextOffset() {
        return nextOffset;
    }
}
