package dev.credence.storage;

import java.util.List;
import java.util.stream.IntStream;

/** What a {@link ChangeFeed} has to tell. */
public sealed interface Changes {
    /**
     * Nothing that was read before can be relied on: this is the first look, or another file, or the log of commits has a
     * gap.
     *
     * @param generation of the file that is served
     * @param seq its last commit
     * @param lastRow its greatest row number; 0 if it has no rows
     */
    record Anew(ViewIdentity identity, String generation, long seq, long lastRow) implements Changes {}

    /**
     * The commits since the last look, none missing.
     *
     * @param all in their order, at least one
     */
    record Commits(List<Commit> all) implements Changes {}

    /**
     * One commit.
     *
     * @param rows the numbers of the rows that it changed, ascending; owned by the record: do not change them
     * @param idsChanged whether it inserted an id, hid one, or showed one again
     * @param carried of those rows, in that order
     */
    record Commit(long seq, long committedAtMs, long[] rows, boolean idsChanged, CarriedEvidence carried) {
        /** Those of the rows of which the commit does not say itself what they are now. */
        public long[] toRead() {
            return IntStream.range(0, rows.length)
                    .filter(index -> !carried.has(index))
                    .mapToLong(index -> rows[index])
                    .toArray();
        }
    }
}
