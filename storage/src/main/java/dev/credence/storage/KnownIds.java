package dev.credence.storage;

import java.util.function.ToLongFunction;

/**
 * The row numbers of a new generation by a hash of their ids, in 24 to 48 bytes a row: tells which ids have no row yet, and where
 * to look for the others, without an index. Ids with the same hash end it. Confined to the writer thread.
 *
 * <p>Open addressing with linear probing, at most half full; row 0 is a free place. Each call takes O(1).
 */
final class KnownIds {
    private static final int LEAST = 1 << 10;
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final int most;
    private final ToLongFunction<String> hash;
    private long[] hashes = new long[LEAST];
    private int[] rows = new int[LEAST];
    private int size;
    private boolean ended;

    /** @param most ids; from one more on it is of no use */
    KnownIds(int most) {
        this(most, KnownIds::hash);
    }

    KnownIds(int most, ToLongFunction<String> hash) {
        this.most = most;
        this.hash = hash;
    }

    /** Whether these are all ids of rows up to {@code lastRow}. */
    boolean areAll(long lastRow) {
        return !ended && size == lastRow;
    }

    /** The row of an id with the hash of {@code id}; 0: there is none. */
    long rowLike(String id) {
        return rows[place(hash.applyAsLong(id))];
    }

    /** Notes a row that is new. */
    void add(String id, long row) {
        if (ended) {
            return;
        }
        long hashed = hash.applyAsLong(id);
        int place = place(hashed);
        if (size == most || rows[place] != 0) {
            end();
            return;
        }
        set(place, hashed, Math.toIntExact(row));
        size++;
        if (size > hashes.length / 2) {
            grow();
        }
    }

    /** Forgets all, for good. */
    void end() {
        ended = true;
        hashes = new long[1];
        rows = new int[1];
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRows = rows;
        hashes = new long[oldHashes.length * 2];
        rows = new int[oldRows.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldRows[i] != 0) {
                set(place(oldHashes[i]), oldHashes[i], oldRows[i]);
            }
        }
    }

    private void set(int place, long hash, int row) {
        hashes[place] = hash;
        rows[place] = row;
    }

    /** Where {@code hash} is, or would be. */
    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) hash & mask;
        while (rows[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static long hash(String id) {
        long mixed = 0;
        for (int i = 0; i < id.length(); i++) {
            mixed = (mixed + id.charAt(i) + 1) * GOLDEN_RATIO;
            mixed ^= mixed >>> 32;
        }
        return mixed;
    }
}
