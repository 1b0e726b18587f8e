package dev.credence.processor.view;

import java.time.Duration;

/**
 * When what is ready becomes a transaction: at once when live; in catch-up, the view's own or the processor's, after so
 * many records or so long, because a key that comes again in that time is then written once.
 *
 * @param maxRecords ready records that end the wait, and open ones that a catch-up holds back at most
 * @param maxWait the longest wait
 * @param catchUpFrom records behind from which a view counts as catching up
 */
record CommitPolicy(long maxRecords, Duration maxWait, long catchUpFrom) {
    CommitPolicy {
        if (maxRecords < 1 || maxWait.isNegative() || catchUpFrom < 1) {
            throw new IllegalArgumentException("catch-up needs records >= 1, a wait >= 0 and a lag >= 1, was "
                    + maxRecords + ", " + maxWait + ", " + catchUpFrom);
        }
    }

    boolean catchingUp(long recordsBehind) {
        return recordsBehind >= catchUpFrom;
    }

    /** @param ofBacklog whether what is ready was late before, and more will be ready soon */
    boolean due(long readyRecords, Duration waited, long recordsBehind, boolean ofBacklog) {
        return readyRecords > 0
                && (!(ofBacklog || catchingUp(recordsBehind))
                        || readyRecords >= maxRecords
                        || waited.compareTo(maxWait) >= 0);
    }

    /** A catch-up does not hold back more than this; compaction may have removed the ledger rows it waits for. */
    boolean tooMuchOpen(long openRecords, long recordsBehind) {
        return catchingUp(recordsBehind) && openRecords >= maxRecords;
    }
}
