package dev.credence.processor.window;

import java.util.function.LongSupplier;

/**
 * How soon a stream thread may be asked for its next commit: at least 50 ms after the start of the last one, and so that
 * commits take at most a fifth of its time. Never later than the window, at whose end Streams commits anyway. Confined
 * to one stream thread.
 */
public final class CommitPacer {
    private static final long SPACING_MS = 50;
    private static final long REST_PER_COST = 4;
    private static final long NOT_STARTED = -1;

    private final long windowMs;
    private final LongSupplier clockMs;
    private long startedMs = NOT_STARTED;
    private long notBeforeMs;

    /**
     * @param windowMs Streams' own commit interval
     * @param clockMs Unix milliseconds
     */
    public CommitPacer(long windowMs, LongSupplier clockMs) {
        this.windowMs = windowMs;
        this.clockMs = clockMs;
    }

    /** Whether a commit may be asked for at {@code nowMs}. */
    public boolean allows(long nowMs) {
        // A clock that was set back must not silence the thread.
        return nowMs >= notBeforeMs || nowMs < notBeforeMs - 2 * windowMs - SPACING_MS;
    }

    /** A batch is being flushed, the first or another of the same commit; returns the time. */
    public long started() {
        long nowMs = clockMs.getAsLong();
        if (startedMs == NOT_STARTED) {
            startedMs = nowMs;
        }
        notBeforeMs = nowMs + SPACING_MS;
        return nowMs;
    }

    /** The transaction was committed. */
    public void ended() {
        if (startedMs != NOT_STARTED) {
            long nowMs = clockMs.getAsLong();
            long costMs = Math.max(0, nowMs - startedMs);
            notBeforeMs = Math.max(startedMs + SPACING_MS, nowMs + Math.min(windowMs, REST_PER_COST * costMs));
            startedMs = NOT_STARTED;
        }
    }
}
