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

    private long untilMs;
    private int records;

    /** Something urgent was taken. */
    void came(long nowMs) {
        untilMs = nowMs + LASTS_MS;
    }

    /** A record was taken, of whatever priority. */
    void took() {
        records++;
    }

    /** What was taken is committed. */
    void committed() {
        records = 0;
    }

    /** Whether something urgent came within the last two seconds. */
    boolean isOn(long nowMs) {
        // A clock that was set back must not hold anything back for longer.
        return nowMs < untilMs && nowMs >= untilMs - LASTS_MS;
    }

    /** Whether what is ordinary has to wait for the next commit. */
    boolean holdsBack(long nowMs) {
        return records >= RECORDS_A_COMMIT && isOn(nowMs);
    }
}
