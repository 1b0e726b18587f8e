package dev.credence.query.read;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All requests together, for the statistics: percentiles over the last minutes. Thread-safe. */
public final class Operations implements AutoCloseable {
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private final long startedNanos = System.nanoTime();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Timer timer =
            Timer.builder("operations").publishPercentiles(P50, P95, P99).register(registry);

    /** Times in milliseconds; null: nothing was measured. */
    public record Summary(
            long count,
            double perSecond,
            @Nullable Double meanMs,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms) {}

    public void record(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    public Summary summary() {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        long count = snapshot.count();
        double seconds = Math.max(1, System.nanoTime() - startedNanos) / 1e9;
        return new Summary(
                count,
                count / seconds,
                count == 0 ? null : snapshot.mean(TimeUnit.MILLISECONDS),
                percentile(snapshot, P50),
                percentile(snapshot, P95),
                percentile(snapshot, P99));
    }

    private static @Nullable Double percentile(HistogramSnapshot snapshot, double percentile) {
        for (ValueAtPercentile value : snapshot.percentileValues()) {
            if (value.percentile() == percentile && value.value() > 0) {
                return value.value(TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    @Override
    public void close() {
        registry.close();
    }
}
