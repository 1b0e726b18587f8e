package dev.credence.bench.cache;

import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.CacheStatistics;
import dev.credence.query.read.PatternAnswer.Found;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Reads as fast as they are answered, the popular patterns most, while outcomes change rows. One thread. */
final class HitRate {
    private static final int BATCH = 1_000;

    private final WrittenView view;
    private final Duration warmUp;
    private final Duration measured;

    HitRate(WrittenView view, Duration warmUp, Duration measured) {
        this.view = view;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /**
     * What was measured.
     *
     * @param rate reads of which no statement was run, out of all
     * @param statements read transactions for single patterns
     * @param background read transactions beside them: following, refreshing
     * @param coldMicros reads that the database answered
     */
    record Result(
            long reads,
            double rate,
            double readsPerSecond,
            long statements,
            long background,
            double outcomesPerSecond,
            CacheStatistics before,
            CacheStatistics after,
            Histogram coldMicros) {}

    Result measure(CacheConfig config) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ViewReader reader = view.openReader(registry);
                PatternCache cache = PatternCache.open(config, reader, registry, InstantSource.system());
                Outcomes outcomes = new Outcomes(view)) {
            Reader one = new Reader(cache);
            one.fill(warmUp);
            long unused = one.read(warmUp.dividedBy(2));
            one.coldMicros.reset();
            CacheStatistics before = cache.cacheStatistics();
            long gets = gets(registry);
            long all = cache.statistics().reads();
            long began = System.nanoTime();
            long reads = one.read(measured);
            double seconds = (System.nanoTime() - began) / 1e9;
            CacheStatistics after = cache.cacheStatistics();
            long statements = gets(registry) - gets;
            long background = cache.statistics().reads() - all - statements;
            long misses = after.l3().misses() - before.l3().misses();
            if (statements > misses) {
                throw new IllegalStateException(statements + " statements, but only " + misses + " misses counted");
            }
            return new Result(
                    reads,
                    1 - (double) misses / reads,
                    reads / seconds,
                    statements,
                    background,
                    outcomes.end(),
                    before,
                    after,
                    one.coldMicros);
        }
    }

    private static long gets(SimpleMeterRegistry registry) {
        return registry.find("credence.sql").tag("statement", "get").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private final class Reader {
        private final Zipf zipf = new Zipf(view.patterns(), 1.0, new SplittableRandom(41));
        private final Histogram coldMicros = new Histogram(60_000_000L, 3);
        private final PatternCache cache;

        Reader(PatternCache cache) {
            this.cache = cache;
        }

        /** Many at a time, so that the levels are full soon. */
        void fill(Duration duration) {
            long until = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < until) {
                List<String> ids = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    ids.add(view.id(zipf.next()));
                }
                if (cache.answers(ids).size() != BATCH) {
                    throw new IllegalStateException("answers are missing");
                }
            }
        }

        long read(Duration duration) {
            long until = System.nanoTime() + duration.toNanos();
            long reads = 0;
            while (System.nanoTime() < until) {
                for (int i = 0; i < BATCH; i++) {
                    read(new String(view.id(zipf.next()).toCharArray()));
                }
                reads += BATCH;
            }
            return reads;
        }

        private void read(String id) {
            if (cache.cached(id) != null) {
                return;
            }
            long began = System.nanoTime();
            if (!(cache.load(id) instanceof Found)) {
                throw new IllegalStateException("there is no " + id);
            }
            coldMicros.recordValue((System.nanoTime() - began) / 1_000);
        }
    }
}
