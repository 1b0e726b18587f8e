package dev.credence.query.cache;

import java.util.BitSet;

/** Which rows may be held in some level: those of which nobody has found out since that they are not. Thread-safe. */
final class Residents {
    private final BitSet rows = new BitSet();
    private int size;

    synchronized void add(long row) {
        if (!rows.get((int) row)) {
            rows.set((int) row);
            size++;
        }
    }

    synchronized void remove(long row) {
        if (rows.get((int) row)) {
            rows.clear((int) row);
            size--;
        }
    }

    /** Leaves those that are in {@code held}. */
    synchronized void retain(BitSet held) {
        rows.and(held);
        size = rows.cardinality();
    }

    synchronized void clear() {
        rows.clear();
        size = 0;
    }

    synchronized int size() {
        return size;
    }

    /** Adds to {@code to} those of {@code changed} that may be held. */
    synchronized BitSet among(long[] changed, BitSet to) {
        for (long row : changed) {
            if (rows.get((int) row)) {
                to.set((int) row);
            }
        }
        return to;
    }
}
