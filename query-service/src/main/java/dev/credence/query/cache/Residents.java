package dev.credence.query.cache;

import java.util.BitSet;

/** Which rows may be held in some level: those of which nobody has found out since that they are not. Thread-safe. */
final class Residents {
    private final BitSet rows = new BitSet();

    synchronized void add(long row) {
        rows.set((int) row);
    }

    synchronized void remove(long row) {
        rows.clear((int) row);
    }

    synchronized void clear() {
        rows.clear();
    }

    /** Adds to {@code to} those of {@code changed} that may be held. */
    synchronized void among(long[] changed, BitSet to) {
        for (long row : changed) {
            if (rows.get((int) row)) {
                to.set((int) row);
            }
        }
    }
}
