package dev.credence.query.cache;

import dev.credence.query.read.SourceTopics;
import dev.credence.storage.CarriedEvidence;
import dev.credence.storage.Changes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /*
     * An amendment is true by itself, whenever it is seen: of which commits it holds stands in it. So it needs no order
     * with changed[], but for being at hand when it is wanted.
     */
    private static final VarHandle AMENDMENTS = MethodHandles.arrayElementVarHandle(Amendment[].class);
    private static final int LEAST_ROWS = 1024;

    private final String generation;
    private final SourceTopics topics;
    private final long start;
    private long[] changed;
    private @Nullable Amendment[] amendments = new Amendment[0];
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

    /** What makes {@code row} as it was at {@code seq} what it is by all commits that were seen; null: it has to be read. */
    @Nullable
    Amendment amendment(long row, long seq) {
        long seen = lastSeen;
        long[] rows = changed;
        @Nullable Amendment[] known = amendments;
        if (seen < start || row >= rows.length || row >= known.length) {
            return null;
        }
        Amendment last = (Amendment) AMENDMENTS.getAcquire(known, (int) row);
        boolean holds = last != null && seq >= last.since() && last.seq() >= (long) ELEMENTS.getOpaque(rows, (int) row);
        return holds ? last : null;
    }

    /** Forgets what would amend other rows than {@code held}. Any thread; O(rows). */
    void amendOnly(BitSet held) {
        @Nullable Amendment[] known = amendments;
        for (int row = held.nextClearBit(0); row < known.length; row = held.nextClearBit(row + 1)) {
            AMENDMENTS.setRelease(known, row, null);
        }
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

    /**
     * Takes commits into account, in their order.
     *
     * @param held the rows that may be held: of others nobody needs to know what they are now
     */
    void add(List<Changes.Commit> commits, Residents held) {
        long last = lastSeen;
        for (Changes.Commit commit : commits) {
            add(commit, held.among(commit.rows(), new BitSet()));
            last = commit.seq();
        }
        lastSeen = last;
    }

    private void add(Changes.Commit commit, BitSet held) {
        long[] rows = commit.rows();
        if (rows.length > 0 && rows[rows.length - 1] >= changed.length) {
            changed = filled(changed, rows[rows.length - 1]);
        }
        if (amendments.length < changed.length) {
            amendments = Arrays.copyOf(amendments, changed.length);
        }
        for (int i = 0; i < rows.length; i++) {
            int row = (int) rows[i];
            CarriedEvidence.Value evidence = held.get(row) ? commit.carried().at(i) : null;
            AMENDMENTS.setRelease(amendments, row, evidence == null ? null : amendment(row, commit.seq(), evidence));
            ELEMENTS.setOpaque(changed, row, commit.seq());
        }
        if (commit.idsChanged()) {
            idsChanged = commit.seq();
        }
    }

    /** Goes on from the amendment before it, if that was of the last change. */
    private Amendment amendment(int row, long seq, CarriedEvidence.Value evidence) {
        long before = (long) ELEMENTS.getOpaque(changed, row);
        Amendment earlier = (Amendment) AMENDMENTS.getAcquire(amendments, row);
        long since = earlier != null && earlier.seq() == before ? earlier.since() : before;
        return new Amendment(since, seq, evidence.partition(), evidence.value());
    }

    /** A longer copy of {@code old} with a place for {@code row}, and room for more. */
    private long[] filled(long[] old, long row) {
        int length = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, Math.max(LEAST_ROWS, row + 1 + row / 2)));
        long[] longer = Arrays.copyOf(old, length);
        Arrays.fill(longer, old.length, length, start);
        return longer;
    }
}
