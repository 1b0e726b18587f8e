package dev.credence.bench.stale;

import java.util.concurrent.atomic.AtomicLongArray;

/** What must be visible of each thing once a commit is seen: the commit, and the version that it wrote. Thread-safe. */
final class Marks {
    private static final int BITS = 32;
    private static final long LOW = (1L << BITS) - 1;

    private final AtomicLongArray marks;

    Marks(int size) {
        marks = new AtomicLongArray(size);
    }

    int size() {
        return marks.length();
    }

    void set(int at, long seq, long version) {
        marks.set(at, seq << BITS | version);
    }

    /** Nothing is demanded of anything until it is set again. */
    void clear() {
        for (int i = 0; i < marks.length(); i++) {
            marks.set(i, 0);
        }
    }

    /** 0: nothing is demanded. */
    long get(int at) {
        return marks.get(at);
    }

    static long seq(long mark) {
        return mark >>> BITS;
    }

    static long version(long mark) {
        return mark & LOW;
    }
}
