package dev.credence.processor.clock;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the wall clock was set back, which is compared every second with the clock that nobody sets. Kafka's clients
 * and Streams wait by the wall clock: set back by an hour, they commit, send heartbeats and connect again an hour later.
 * Clients that are made after it are as they should be. The looks are confined to a thread of its own.
 */
public final class ClockWatch implements AutoCloseable {
    /** So much is waited out. */
    private static final long LEAST_MS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final LongSupplier wallMs;
    private final LongSupplier nanos;
    private final Runnable setBack;
    private final ScheduledExecutorService looker;
    private long lastMs;
    private long lastNanos;

    ClockWatch(LongSupplier wallMs, LongSupplier nanos, Runnable setBack) {
        this.wallMs = wallMs;
        this.nanos = nanos;
        this.setBack = setBack;
        this.lastMs = wallMs.getAsLong();
        this.lastNanos = nanos.getAsLong();
        this.looker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "credence-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param wallMs the clock that may be set, Unix milliseconds
     * @param nanos the clock that only measures
     * @param setBack is run, in the watch's thread, whenever the clock was set back
     */
    public static ClockWatch start(LongSupplier wallMs, LongSupplier nanos, Runnable setBack) {
        ClockWatch watch = new ClockWatch(wallMs, nanos, setBack);
        ScheduledFuture<?> unused = watch.looker.scheduleWithFixedDelay(watch::look, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    void look() {
        long nowMs = wallMs.getAsLong();
        long nowNanos = nanos.getAsLong();
        long passedMs = TimeUnit.NANOSECONDS.toMillis(nowNanos - lastNanos);
        long backMs = passedMs - (nowMs - lastMs);
        lastMs = nowMs;
        lastNanos = nowNanos;
        if (backMs >= LEAST_MS) {
            LOG.warn("The clock was set back by {} ms; what waits by it begins anew.", backMs);
            setBack.run();
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
