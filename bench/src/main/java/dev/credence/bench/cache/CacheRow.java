package dev.credence.bench.cache;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.CacheStatistics;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cache over a million patterns: a hit's cost, the hit rate, a miss's cost, memory, and three levels beside one. */
public final class CacheRow implements Row {
    private static final int PATTERNS = 1_000_000;
    private static final Duration NONE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Path directory = Files.createTempDirectory("credence-bench").resolve("view");
        long began = System.nanoTime();
        try (WrittenView view = new WrittenView(directory, PATTERNS)) {
            progress.printf(
                    Locale.ROOT, "  %,d patterns written in %.0f s%n", PATTERNS, (System.nanoTime() - began) / 1e9);
            progress.flush();
            List<Measure> measures = new ArrayList<>();
            measures.add(hitCost(view, progress));
            measures.add(memory(view, progress));
            measures.addAll(hitRate(view, quick, progress));
            return measures;
        }
    }

    private Measure hitCost(WrittenView view, PrintWriter progress) {
        try (ViewReader reader = view.openReader(new SimpleMeterRegistry());
                PatternCache cache = PatternCache.open(
                        CacheConfig.defaults().withWarmUp(false),
                        reader,
                        new SimpleMeterRegistry(),
                        InstantSource.system())) {
            HitCost.Result result = new HitCost(view).measure(cache);
            progress.printf(
                    Locale.ROOT,
                    "  L1 hit %.0f ns, Caffeine get alone %.0f ns, fresh key strings%n",
                    result.cacheNanos(),
                    result.caffeineNanos());
            return Measure.atMost(name(), "L1 hit in process / Caffeine get alone", result.ratio(), 3, 1.5);
        }
    }

    private Measure memory(WrittenView view, PrintWriter progress) {
        MemoryUse.Result result = MemoryUse.measure(view);
        progress.printf(
                Locale.ROOT,
                "  L1 + L2 full at default sizes: %,d entries, %.1f MB of heap, %.1f MB by their own estimate%n",
                result.entries(),
                result.measuredMb(),
                result.estimatedMb());
        return Measure.atMost(name(), "L1 + L2 at default sizes, MB of heap", result.measuredMb(), 100, 100);
    }

    private List<Measure> hitRate(WrittenView view, boolean quick, PrintWriter progress) throws Exception {
        HitRate load = new HitRate(view, Duration.ofSeconds(quick ? 10 : 30), Duration.ofSeconds(quick ? 5 : 20));
        CacheConfig defaults = CacheConfig.defaults();
        HitRate.Result three = load.measure(defaults);
        print("three levels", three, progress);
        long bytes = three.after().l1().bytes()
                + three.after().l2().bytes()
                + three.after().l3().bytes();
        Bounds one = new Bounds(1, 1, NONE);
        HitRate.Result ready = load.measure(new CacheConfig(
                new Bounds(Integer.MAX_VALUE, bytes, CacheConfig.FOR_EVER), one, one, Policy.TINYLFU, true));
        print(String.format(Locale.ROOT, "one cache of answers in the same %.0f MB", bytes / 1e6), ready, progress);
        HitRate.Result lru = load.measure(
                new CacheConfig(defaults.l1(), defaults.l2(), defaults.l3(), Policy.LRU, defaults.warmUp()));
        print("three levels, LRU", lru, progress);
        double coldMs = three.coldMicros().getValueAtPercentile(99) / 1e3;
        return List.of(
                Measure.atLeast(
                        name(), "hit rate, 1,000,000 patterns, Zipf 1.0, default sizes", three.rate(), 0.8, 0.84),
                Measure.atLeast(
                        name(),
                        "outcomes/s meanwhile, thousands",
                        three.outcomesPerSecond() / 1e3,
                        Outcomes.PER_SECOND * 0.95 / 1e3,
                        Outcomes.PER_SECOND / 1e3),
                Measure.atMost(name(), "cold read (SQLite), p99, ms", coldMs, 10, 0.5),
                Measure.atLeast(
                        name(),
                        "hit rate of three levels / of one cache of the same bytes",
                        three.rate() / ready.rate(),
                        1,
                        1.1));
    }

    private static void print(String what, HitRate.Result result, PrintWriter progress) {
        CacheStatistics before = result.before();
        CacheStatistics after = result.after();
        progress.printf(
                Locale.ROOT,
                "  %s: hit rate %.3f (L1 %.3f, L2 %.3f, L3 %.3f) of %,d reads at %,.0f/s; %,d statements for them, %,d in"
                        + " the background; %,.0f outcomes/s; cold p50 %.2f ms, p99 %.2f ms; entries %,d + %,d + %,d%n",
                what,
                result.rate(),
                share(after.l1(), before.l1(), result.reads()),
                share(after.l2(), before.l2(), result.reads()),
                share(after.l3(), before.l3(), result.reads()),
                result.reads(),
                result.readsPerSecond(),
                result.statements(),
                result.background(),
                result.outcomesPerSecond(),
                result.coldMicros().getValueAtPercentile(50) / 1e3,
                result.coldMicros().getValueAtPercentile(99) / 1e3,
                after.l1().entries(),
                after.l2().entries(),
                after.l3().entries());
        progress.flush();
    }

    private static double share(CacheStatistics.Level after, CacheStatistics.Level before, long reads) {
        return (double) (after.hits() - before.hits()) / reads;
    }
}
