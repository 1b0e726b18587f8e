package dev.credence.storage;

import dev.credence.storage.ReadStatistics.SlowRead;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times reads, and logs slow ones. Thread-safe. */
final class ReadMeter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadMeter.class);
    private static final int SLOW_KEPT = 20;
    private static final double P99 = 0.99;
    private static final Duration[] TOOK = {
        Duration.ofNanos(25_000), Duration.ofNanos(50_000), Duration.ofNanos(100_000), Duration.ofNanos(250_000),
        Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofNanos(2_500_000), Duration.ofMillis(5),
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final long slowNanos;
    private final Clock clock;

    /** All reads together, for percentiles; what is exported is by statement. */
    private final MeterRegistry own = new SimpleMeterRegistry();

    private final Timer all = Timer.builder("all").publishPercentiles(P99).register(own);
    private final Map<String, Timer> byStatement = new ConcurrentHashMap<>();
    private final Timer waits;
    private final Counter slow;
    private final Counter damaged;
    private final Counter overloaded;
    private final ConcurrentLinkedDeque<SlowRead> lastSlow = new ConcurrentLinkedDeque<>();

    ReadMeter(ViewConfig config, Clock clock, MeterRegistry registry) {
        this.registry = registry;
        this.slowNanos = config.slowQuery().toNanos();
        this.clock = clock;
        this.waits = Timer.builder("credence.pool.wait")
                .description("Waits for a connection, of those reads that had to")
                .serviceLevelObjectives(TOOK)
                .register(registry);
        this.slow = Counter.builder("credence.sql.slow")
                .description("Reads that took at least slow.query.ms")
                .register(registry);
        this.damaged = Counter.builder("credence.damaged.rows")
                .description("Rows read that do not match their checksum or cannot be decoded")
                .register(registry);
        this.overloaded = Counter.builder("credence.pool.overloaded")
                .description("Reads refused because no connection came free in time")
                .register(registry);
    }

    /** Shows how many reads wait. */
    void watch(IntSupplier waiting) {
        Gauge.builder("credence.pool.waiting", waiting::getAsInt)
                .description("Reads that wait for a connection")
                .strongReference(true)
                .register(registry);
    }

    void read(String what, long tookNanos) {
        all.record(tookNanos, TimeUnit.NANOSECONDS);
        byStatement.computeIfAbsent(what, this::timer).record(tookNanos, TimeUnit.NANOSECONDS);
        if (tookNanos >= slowNanos) {
            slow.increment();
            long millis = TimeUnit.NANOSECONDS.toMillis(tookNanos);
            lastSlow.addFirst(new SlowRead(what, clock.millis(), millis));
            if (lastSlow.size() > SLOW_KEPT) {
                lastSlow.pollLast();
            }
            LOG.warn("slow read: {} took {} ms", what, millis);
        }
    }

    void waited(long tookNanos) {
        waits.record(tookNanos, TimeUnit.NANOSECONDS);
    }

    void damaged() {
        damaged.increment();
    }

    void overloaded() {
        overloaded.increment();
    }

    ReadStatistics statistics(int size, int busy, int waiting) {
        HistogramSnapshot reads = all.takeSnapshot();
        return new ReadStatistics(
                reads.count(),
                (long) reads.total(TimeUnit.NANOSECONDS),
                p99Nanos(reads),
                (long) slow.count(),
                List.copyOf(lastSlow),
                (long) overloaded.count(),
                (long) waits.totalTime(TimeUnit.NANOSECONDS),
                size,
                busy,
                waiting);
    }

    @Override
    public void close() {
        own.close();
    }

    private Timer timer(String statement) {
        return Timer.builder("credence.sql")
                .description("Read transactions, without waiting for a connection")
                .tag("statement", statement)
                .serviceLevelObjectives(TOOK)
                .register(registry);
    }

    /** Of the last minutes; -1: nothing was read in them. */
    private static long p99Nanos(HistogramSnapshot reads) {
        for (ValueAtPercentile value : reads.percentileValues()) {
            if (value.value() > 0) {
                return (long) value.value(TimeUnit.NANOSECONDS);
            }
        }
        return -1;
    }
}
