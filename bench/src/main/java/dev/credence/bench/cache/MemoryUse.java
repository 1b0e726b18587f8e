package dev.credence.bench.cache;

import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.CacheStatistics;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;

/** How much of the heap L1 and L2 take when they are full, found by collecting garbage with and without them. */
final class MemoryUse {
    private static final int COLLECTIONS = 3;
    private static final double MB = 1 << 20;

    private MemoryUse() {}

    /** @param estimatedMb what the levels say of themselves */
    record Result(double measuredMb, double estimatedMb, long entries) {}

    static Result measure(WrittenView view) {
        try (ViewReader reader = view.openReader(new SimpleMeterRegistry())) {
            long empty = heap();
            CacheConfig defaults = CacheConfig.defaults();
            CacheConfig config = new CacheConfig(
                    defaults.l1(), defaults.l2(), new Bounds(1, 1, Duration.ofMinutes(1)), defaults.policy(), false);
            try (PatternCache cache =
                    PatternCache.open(config, reader, new SimpleMeterRegistry(), InstantSource.system())) {
                int reads = 3 * defaults.l2().entries();
                for (int round = 0; round < 2; round++) {
                    for (int i = 0; i < reads; i++) {
                        cache.answer(view.id(i % view.patterns()));
                    }
                }
                long full = heap();
                CacheStatistics statistics = cache.cacheStatistics();
                return new Result(
                        (full - empty) / MB,
                        (statistics.l1().bytes() + statistics.l2().bytes()) / MB,
                        statistics.l1().entries() + statistics.l2().entries());
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
