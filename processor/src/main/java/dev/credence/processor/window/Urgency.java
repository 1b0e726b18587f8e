package dev.credence.processor.window;

/**
 * Whether a stream thread holds back what is ordinary, because something urgent came lately. A commit writes every row
 * that changed, and the view every row of the commit: behind a backlog, what is urgent would wait for all of them.
 * Confined to one stream thread.
 */
final class Urgency {
    private static final long LASTS_MS = 2_000;
    /** Their rows take a commit some ten milliseconds, and a view about a hundred. */
    private static final int RECORDS_A_COMMIT = 20_000;
    /** What a view takes to write, while it is left alone. */
    private static final int ROWS_A_MS = 100;

    private static final long LONGEST_REST_MS = 500;

    private long untilMs;
    private long restsUntilMs;
    private int records;
    private long rows;
    private boolean sudden;

    /**
     * Something urgent was taken. If it is the first, what is ordinary waits at once: its commit holds what was taken
     * before anybody knew, which is more than enough.
     */
    void came(long nowMs) {
        if (!isOn(nowMs)) {
            sudden = true;
            records = RECORDS_A_COMMIT;
        }
        untilMs = nowMs + LASTS_MS;
    }

    /** A record was taken, of whatever priority. */
    void took() {
        records++;
    }

    /** So many rows go into the next commit, besides those that were told of before. */
    void wrote(long count) {
        rows += count;
    }

    /** What was taken is committed; if something urgent is there or comes, a view is given the time to write it. */
    void committed(long nowMs) {
        long begins = nowMs < restsUntilMs && nowMs >= restsUntilMs - LONGEST_REST_MS ? restsUntilMs : nowMs;
        restsUntilMs = Math.min(nowMs + LONGEST_REST_MS, begins + rows / ROWS_A_MS);
        records = 0;
        rows = 0;
        sudden = false;
    }

    /** Whether the first that is urgent still waits for its commit, before which no thread may rest. */
    boolean isSudden() {
        return sudden;
    }

    /** Whether something urgent came within the last two seconds. */
    boolean isOn(long nowMs) {
        // A clock that was set back must not hold anything back for longer.
        return nowMs < untilMs && nowMs >= untilMs - LASTS_MS;
    }

    /** Whether what is ordinary has to wait, for the next commit or for a view. */
    boolean holdsBack(long nowMs) {
        return waitsForCommit(nowMs) || (nowMs < restsUntilMs && isOn(nowMs));
    }

    /** Whether enough was taken for a commit that should be small. */
    boolean waitsForCommit(long nowMs) {
        return records >= RECORDS_A_COMMIT && isOn(nowMs);
    }
}
