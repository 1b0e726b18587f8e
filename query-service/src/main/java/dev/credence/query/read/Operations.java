package dev.credence.query.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * All requests together, for the statistics: percentiles over the last two minutes or since they were last asked for,
 * whichever is longer. Recording is wait-free, for it is part of every answer. Thread-safe.
 */
public final class Operations {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 2;
    private static final long PART_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final long startedNanos = System.nanoTime();
    private final Recorder recorder = new Recorder(LONGEST_NANOS, DIGITS);

    /** Guarded by this, as all below. */
    private final Deque<Part> recent = new ArrayDeque<>();

    private @Nullable Histogram recycled;
    private long count;
    private double totalNanos;

    /** What was recorded in some seconds. */
    private record Part(long sinceNanos, Histogram took) {}

    /** Times in milliseconds; null: nothing was measured. */
    public record Summary(
            long count,
            double perSecond,
            @Nullable Double meanMs,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms) {}

    public void record(long nanos) {
        recorder.recordValue(Math.max(0, Math.min(nanos, LONGEST_NANOS)));
    }

    public synchronized Summary summary() {
        long now = System.nanoTime();
        take(now);
        double seconds = Math.max(1, now - startedNanos) / 1e9;
        Histogram took = new Histogram(LONGEST_NANOS, DIGITS);
        recent.forEach(part -> took.add(part.took()));
        return new Summary(
                count,
                count / seconds,
                count == 0 ? null : totalNanos / count / 1e6,
                percentile(took, 50),
                percentile(took, 95),
                percentile(took, 99));
    }

    private void take(long now) {
        Histogram interval = recorder.getIntervalHistogram(recycled);
        recycled = interval;
        count += interval.getTotalCount();
        totalNanos += interval.getMean() * interval.getTotalCount();
        recent.removeIf(part -> now - part.sinceNanos() > RECENT_NANOS);
        Part last = recent.peekLast();
        if (last == null || now - last.sinceNanos() > PART_NANOS) {
            last = new Part(now, new Histogram(LONGEST_NANOS, DIGITS));
            recent.add(last);
        }
        last.took().add(interval);
    }

    private static @Nullable Double percentile(Histogram took, double percent) {
        return took.getTotalCount() == 0 ? null : took.getValueAtPercentile(percent) / 1e6;
    }
}
