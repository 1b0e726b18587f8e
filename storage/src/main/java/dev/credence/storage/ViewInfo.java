package dev.credence.storage;

import org.jspecify.annotations.Nullable;

/**
 * A view in figures, of one snapshot.
 *
 * @param seq the last commit
 * @param committedAtMs when that was; -1 before the first
 * @param createdAtMs when this generation was begun
 * @param caughtUpAtMs when the end of the topics was last reached, as far as the file knows; -1: never
 * @param patterns how many patterns have a body
 * @param rows how many ids are known at all
 * @param bodyOriginalBytes of all live and superseded bodies, before encoding
 * @param bodyStoredBytes of the same, as stored
 * @param fileBytes the database file
 * @param walBytes the write-ahead log beside it
 */
public record ViewInfo(
        ViewIdentity identity,
        String generation,
        long seq,
        long committedAtMs,
        long createdAtMs,
        long caughtUpAtMs,
        long patterns,
        long rows,
        long bodyOriginalBytes,
        long bodyStoredBytes,
        long fileBytes,
        long walBytes) {
    private static final long UNNOTED_MS = 2 * View.CAUGHT_UP_NOTED_EVERY.toMillis();

    /**
     * For how long the view has not been at the end of the topics, in milliseconds, as far as the file tells: a writer
     * notes every few seconds that it is there, so up to ten seconds count as 0. Null if it never was, or if the clock was
     * set back since.
     */
    public @Nullable Long behindMs(long nowMs) {
        long since = nowMs - caughtUpAtMs;
        if (caughtUpAtMs < 0 || since < -UNNOTED_MS) {
            return null;
        }
        return since <= UNNOTED_MS ? 0 : since;
    }
}
