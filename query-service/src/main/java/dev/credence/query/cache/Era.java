package dev.credence.query.cache;

import dev.credence.query.read.SourceTopics;
import dev.credence.storage.Changes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The time in which entries can be told valid from stale: of one generation of the view, without a gap in what is known of
 * its commits. Entries of another era are void. Written by one thread at a time, read by any.
 */
final class Era {
    /*
     * changed[row] is the commit that last changed the row, as far as is known, and never before the era's start: so what
     * was read before the start is void, too. The writer puts changed[] before lastSeen; lastSeen is volatile, so whoever
     * has seen commit n in lastSeen sees in changed[] what n changed, and finds no entry valid that n made stale. Elements
     * are opaque: they tell nothing by themselves, they must only not be torn.
     *
     * Rows beyond the array are new since the last commit that was seen: an entry that shows one is of a later commit than
     * lastSeen, and nothing is known against it; but nothing for it either, so it is read again until the feed is there.
     */
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LEAST_ROWS = 1024;

    private final String generation;
    private final SourceTopics topics;
    private final long start;
    private long[] changed;
    private volatile long idsChanged;
    private volatile long lastSeen;

    Era(Changes.Anew anew) {
        this.generation = anew.generation();
        this.topics = SourceTopics.of(anew.identity().topicsPrefix());
        this.start = anew.seq();
        this.changed = filled(new long[0], anew.lastRow());
        this.idsChanged = start;
        this.lastSeen = start;
    }

    String generation() {
        return generation;
    }

    SourceTopics topics() {
        return topics;
    }

    /** Every commit up to this one has been taken into account. */
    long lastSeen() {
        return lastSeen;
    }

    /** Whether no commit that was seen changed {@code row} after {@code seq}. */
    boolean shows(long row, long seq) {
        // Before the array: what this commit changed is in the array that is read then.
        long seen = lastSeen;
        long[] rows = changed;
        return seen >= start && row < rows.length && seq >= (long) ELEMENTS.getOpaque(rows, (int) row);
    }

    /** Whether no commit that was seen inserted, hid or showed an id after {@code seq}. */
    boolean showsIds(long seq) {
        return seq >= idsChanged;
    }

    /** Which rows were changed after {@code seq}, ascending. */
    long[] changedAfter(long seq) {
        long seen = lastSeen;
        long[] rows = changed;
        long[] found = new long[16];
        int size = 0;
        for (int row = 0; row < rows.length && seen > seq; row++) {
            if ((long) ELEMENTS.getOpaque(rows, row) > seq) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, size * 2);
                }
                found[size++] = row;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** Takes commits into account, in their order. */
    void add(List<Changes.Commit> commits) {
        long last = lastSeen;
        for (Changes.Commit commit : commits) {
            add(commit);
            last = commit.seq();
        }
        lastSeen = last;
    }

    private void add(Changes.Commit commit) {
        long[] rows = commit.rows();
        if (rows.length > 0 && rows[rows.length - 1] >= changed.length) {
            changed = filled(changed, rows[rows.length - 1]);
        }
        for (long row : rows) {
            ELEMENTS.setOpaque(changed, (int) row, commit.seq());
        }
        if (commit.idsChanged()) {
            idsChanged = commit.seq();
        }
    }

    /** A longer copy of {@code old} with a place for {@code row}, and room for more. */
    private long[] filled(long[] old, long row) {
        int length = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, Math.max(LEAST_ROWS, row + 1 + row / 2)));
        long[] longer = Arrays.copyOf(old, length);
        Arrays.fill(longer, old.length, length, start);
        return longer;
    }
}
