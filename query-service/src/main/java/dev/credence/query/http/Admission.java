package dev.credence.query.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in as many requests a second as the service is to answer, and refuses the others before they cost anything: what is
 * let in is then answered as if the others had not come. Thread-safe.
 */
final class Admission {
    /*
     * The generic cell rate algorithm: `due` is when the next request would come if all came evenly; each that is let in
     * moves it on by one interval, and who comes earlier than the tolerance before it is refused. One long, no timer.
     */
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int perSecond;
    private final long intervalNanos;
    private final LongSupplier nanos;
    private final AtomicLong due;

    /** @param perSecond 0: all are let in */
    Admission(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanos = nanos;
        this.due = new AtomicLong(nanos.getAsLong());
    }

    /** Why the request is refused; null: it is let in. */
    @Nullable
    Problem refusal() {
        return perSecond == 0 || admits()
                ? null
                : new Problem(
                                429,
                                "too-many-requests",
                                "Too many requests a second",
                                "more than " + perSecond + " requests a second came; try again in a second")
                        .header("Retry-After", "1");
    }

    private boolean admits() {
        long now = nanos.getAsLong();
        while (true) {
            long was = due.get();
            if (was - now > TOLERANCE_NANOS) {
                return false;
            }
            long next = (was - now > 0 ? was : now) + intervalNanos;
            if (due.compareAndSet(was, next)) {
                return true;
            }
        }
    }
}
