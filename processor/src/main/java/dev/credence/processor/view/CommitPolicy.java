package dev.credence.processor.view;

import java.time.Duration;

/**
 * When what is ready becomes a transaction. When live: at once, but some hundred records of a flow wait a moment for those
 * of the same commit's other partitions, because a page is then written once. In catch-up, the view's own or the
 * processor's: after so many records or so long, because a key that comes again in that time is then written once. A view
 * that is not far behind waits for less, so that it does not stay behind for its waiting.
 *
 * @param maxRecords ready records that end the wait, and open ones that a catch-up holds back at most
 * @param maxWait the longest wait
 * @param catchUpFrom records behind from which a view counts as catching up
 */
record CommitPolicy(long maxRecords, Duration maxWait, long catchUpFrom) {
    private static final int FLOW_FROM = 500;
    /** From so many on a transaction has most pages to itself. */
    private static final int FLOW_TO = 10_000;

    /** The longest wait is for a lag of so many times {@link #catchUpFrom}. */
    private static final int FAR = 5;

    private static final Duration COMPANY = Duration.ofMillis(50);

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
        if (ofBacklog || catchingUp(recordsBehind)) {
            Duration longest = ofBacklog ? maxWait : waitOf(recordsBehind);
            return readyRecords >= maxRecords || (readyRecords > 0 && waited.compareTo(longest) >= 0);
        }
        return readyRecords > 0
                && (readyRecords < FLOW_FROM || readyRecords >= FLOW_TO || waited.compareTo(COMPANY) >= 0);
    }

    private Duration waitOf(long recordsBehind) {
        double part = Math.min(1, (double) recordsBehind / (FAR * catchUpFrom));
        return Duration.ofNanos((long) (part * maxWait.toNanos()));
    }

    /** A catch-up does not hold back more than this; compaction may have removed the ledger rows it waits for. */
    boolean tooMuchOpen(long openRecords, long recordsBehind) {
        return catchingUp(recordsBehind) && openRecords >= maxRecords;
    }
}
