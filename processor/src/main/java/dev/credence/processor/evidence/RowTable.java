package dev.credence.processor.evidence;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the bytes of their ids: open addressing with linear probing, at most half full. A look-up makes no string, and
 * meets the id's bytes only where the whole hash agrees. Confined to one thread.
 */
final class RowTable {
    private static final int LEAST = 1 << 10;
    /** 2^32 over the golden ratio: spreads what the polynomial hash of similar ids leaves close together. */
    private static final int SPREAD = 0x9E3779B9;

    private int[] hashes = new int[LEAST];
    private @Nullable Row[] rows = new Row[LEAST];
    private int size;

    static int hash(byte[] id) {
        return Arrays.hashCode(id) * SPREAD;
    }

    int size() {
        return size;
    }

    /** The row of the first place at which {@code hash} is found, which may be another id's; null if there is none. */
    @Nullable
    Row candidate(int hash) {
        int at = place(hash);
        while (rows[at] != null && hashes[at] != hash) {
            at = next(at);
        }
        return rows[at];
    }

    /** The row of {@code id}; null if there is none. */
    @Nullable
    Row find(byte[] id, int hash) {
        int at = place(hash);
        Row row = rows[at];
        while (row != null && !(hashes[at] == hash && row.isOf(id))) {
            at = next(at);
            row = rows[at];
        }
        return row;
    }

    /** Puts a row whose id is not there yet. */
    void add(Row row, int hash) {
        if (size >= rows.length / 2) {
            rehash(rows.length * 2, any -> true);
        }
        insert(row, hash);
    }

    /** Keeps only the rows that {@code keep} accepts, asked of each once. O(places). */
    void retain(Predicate<Row> keep) {
        rehash(rows.length, keep);
    }

    private void insert(Row row, int hash) {
        int at = place(hash);
        while (rows[at] != null) {
            at = next(at);
        }
        hashes[at] = hash;
        rows[at] = row;
        size++;
    }

    private void rehash(int places, Predicate<Row> keep) {
        int[] oldHashes = hashes;
        @Nullable Row[] oldRows = rows;
        hashes = new int[places];
        rows = new Row[places];
        size = 0;
        for (int at = 0; at < oldRows.length; at++) {
            Row row = oldRows[at];
            if (row != null && keep.test(row)) {
                insert(row, oldHashes[at]);
            }
        }
    }

    /** The upper bits, which the multiplication has mixed best. */
    private int place(int hash) {
        return hash >>> (Integer.numberOfLeadingZeros(rows.length) + 1);
    }

    private int next(int at) {
        return (at + 1) & (rows.length - 1);
    }
}
