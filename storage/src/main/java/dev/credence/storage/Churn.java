package dev.credence.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many rows were written in the last five seconds, which tells whether the indexes for SQL are worth keeping: each row
 * that is written moves entries of theirs, and pages with them. Confined to the writer thread; memory is bounded.
 */
final class Churn {
    private static final Duration SPAN = Duration.ofSeconds(5);
    private static final Duration GRAIN = Duration.ofMillis(50);

    /** From so many on, if they are a tenth of all, moving entries costs more than making the indexes anew. */
    private static final int MUCH = 10_000;

    private static final int SHARE = 10;
    private static final int LITTLE = 5_000;

    private final Deque<Written> written = new ArrayDeque<>();

    private record Written(long atMs, long rows) {}

    void add(long rows, long nowMs) {
        Written last = written.peekLast();
        if (last != null && Math.abs(nowMs - last.atMs()) < GRAIN.toMillis()) {
            written.removeLast();
            written.add(new Written(last.atMs(), last.rows() + rows));
        } else {
            written.add(new Written(nowMs, rows));
        }
        forget(nowMs);
    }

    /** Whether it would be too much with {@code more} rows of a file that has {@code all}. */
    boolean isMuchWith(long more, long all, long nowMs) {
        long rows = recent(nowMs) + more;
        return rows >= MUCH && rows * SHARE >= all;
    }

    boolean isLittle(long nowMs) {
        return recent(nowMs) < LITTLE;
    }

    private long recent(long nowMs) {
        forget(nowMs);
        return written.stream().mapToLong(Written::rows).sum();
    }

    /** What is further away than the span, on either side: the clock may have been set back. */
    private void forget(long nowMs) {
        written.removeIf(one -> Math.abs(nowMs - one.atMs()) >= SPAN.toMillis());
    }
}
