package dev.credence.bench.stale;

import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.CacheStatistics;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Reads against writes, until enough reads were judged.
 *
 * @param patterns how many there are
 * @param reads how many to judge
 * @param threads that read
 * @param commitsPerGeneration after how many commits the view is built anew
 */
record StaleReads(int patterns, long reads, int threads, int commitsPerGeneration) {
    /**
     * What was seen.
     *
     * @param visibleMicros from a commit's return until it was seen
     */
    record Outcome(
            Reading.Verdict verdict,
            long commits,
            int generations,
            double outcomesPerSecond,
            Histogram visibleMicros,
            CacheStatistics cache) {}

    Outcome run(Path directory) throws Exception {
        try (WrittenView view = new WrittenView(directory, patterns);
                ViewReader reader = view.openReader();
                PatternCache cache = PatternCache.open(
                        CacheConfig.defaults(), reader, new SimpleMeterRegistry(), InstantSource.system())) {
            Writing writing = new Writing(view, cache, commitsPerGeneration);
            ExecutorService executor = Executors.newFixedThreadPool(threads + 1);
            try {
                Future<?> writes = executor.submit(writing);
                List<Future<Reading.Verdict>> verdicts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    verdicts.add(executor.submit(new Reading(view, cache, writing, reads / threads, 100 + i)));
                }
                Reading.Verdict verdict = new Reading.Verdict(0, 0, 0, "");
                for (Future<Reading.Verdict> one : verdicts) {
                    verdict = verdict.plus(one.get(10, TimeUnit.MINUTES));
                }
                writing.end();
                writes.get(1, TimeUnit.MINUTES);
                return new Outcome(
                        verdict,
                        writing.commits(),
                        writing.generations(),
                        writing.outcomesPerSecond(),
                        writing.visibleMicros(),
                        cache.cacheStatistics());
            } finally {
                executor.shutdownNow();
            }
        }
    }
}
