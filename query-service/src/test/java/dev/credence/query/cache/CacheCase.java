package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.query.ViewFixture;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternAnswer.Found;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A view, and a cache of it that looks at the commits when it is told to. */
abstract class CacheCase {
    static final Origin ORIGIN = new Origin(1_000, 0, 1);

    final AtomicLong nowMs = new AtomicLong(1_760_000_000_000L);
    final AtomicLong ticks = new AtomicLong();
    final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
    final Ticker ticker = ticks::get;
    Later later = new Later();

    ViewFixture view;
    ViewReader reader;
    PatternCache cache;

    @BeforeEach
    void open(@TempDir Path directory) {
        view = new ViewFixture(config(directory));
        reader = view.openReader();
        cache = cache(bounds(1_000, 10_000, 100_000, Policy.TINYLFU));
    }

    @AfterEach
    void close() {
        cache.close();
        reader.close();
        view.close();
    }

    ViewConfig config(Path directory) {
        return ViewConfig.in(directory)
                .with(new ViewConfig.Pool(1, Duration.ofSeconds(10), 64))
                .with(new ViewConfig.Writing(100, 8, 1 << 20, 1024, 0));
    }

    PatternCache cache(CacheConfig config) {
        return new PatternCache(config, reader, new SimpleMeterRegistry(), clock, ticker, later);
    }

    /** The same cache with other bounds. */
    void reopen(CacheConfig config) {
        reopen(config, reader);
    }

    void reopen(CacheConfig config, ViewReader of) {
        cache.close();
        later = new Later();
        cache = new PatternCache(config, of, new SimpleMeterRegistry(), clock, ticker, later);
        cache.catchUp();
    }

    static CacheConfig bounds(int l1, int l2, int l3, Policy policy) {
        return new CacheConfig(
                new Bounds(l1, 10L << 20, CacheConfig.FOR_EVER),
                new Bounds(l2, 100L << 20, Duration.ofMinutes(10)),
                new Bounds(l3, 100L << 20, Duration.ofSeconds(60)),
                policy,
                false);
    }

    /** A published view of those patterns. */
    void given(String... ids) {
        for (String id : ids) {
            view.store(Pattern.ofText(id, "strategy", "text of " + id), ORIGIN);
        }
        view.commit().publish();
        cache.catchUp();
    }

    /** One commit that changes a pattern's evidence to so many successes. */
    void outcomes(String id, int successes) {
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (int i = 0; i < successes; i++) {
            evidence.fold(Result.SUCCESS, 1.0, 1_750_000_000_000L);
        }
        view.outcomes(id, 0, evidence, successes, -1).commit();
    }

    /** What is answered at once; fails if nothing is. */
    Found hit(String id) {
        return found(cache.cached(id));
    }

    static Found found(@Nullable PatternAnswer answer) {
        if (answer instanceof Found found) {
            return found;
        }
        throw new AssertionError("no pattern, but " + answer);
    }

    static long successes(@Nullable PatternAnswer answer) {
        return found(answer).row().evidence().successes();
    }

    static String json(Found found) {
        return new String(found.json(), StandardCharsets.UTF_8);
    }

    /** How many read transactions there were. */
    long queries() {
        return cache.statistics().reads();
    }

    static List<String> numbered(String prefix, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> prefix + i)
                .toList();
    }
}
