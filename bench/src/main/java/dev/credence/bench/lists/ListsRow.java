package dev.credence.bench.lists;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.Cursor;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Sort;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Lists over patterns whose evidence lies years apart, each followed over several pages, while outcomes change the rows
 * between lists; compared with a full sort of what was written, at the time that the list states. Half are as of now, which is
 * what a client can ask for, half as of years to come, when what was fresh is as old as the rest; each half is timed.
 */
public final class ListsRow implements Row {
    private static final List<Sort> SORTS = List.of(Sort.values());
    private static final int PATTERNS = 100_000;
    private static final int YEARS = 8;
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int CHANGES = 1_000;
    private static final int LIMIT = 50;
    private static final int PAGES = 3;
    private static final int LISTS = 120;
    private static final int QUICK_LISTS = 40;
    private static final int WARM_UP = 60;
    private static final double MUST_MS = 10;
    private static final double AIM_MS = 5;

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Path directory = Files.createTempDirectory("credence-bench").resolve("view");
        try (WrittenView view = new WrittenView(directory, PATTERNS, YEARS * 365L * DAY_MS);
                ViewReader reader = view.openReader();
                PatternCache cache = PatternCache.open(
                        CacheConfig.defaults(), reader, new SimpleMeterRegistry(), InstantSource.system())) {
            return measure(view, cache, quick ? QUICK_LISTS : LISTS, progress);
        }
    }

    private List<Measure> measure(WrittenView view, PatternCache cache, int lists, PrintWriter progress) {
        SplittableRandom random = new SplittableRandom(17);
        Zipf zipf = new Zipf(view.patterns(), 1.0, random.split());
        FullSort fullSort = new FullSort(view);
        Histogram now = new Histogram(60_000_000L, 3);
        Histogram later = new Histogram(now);
        int different = 0;
        for (int i = -WARM_UP; i < lists; i++) {
            long unused = view.commit(CHANGES, zipf::next, List.of(), new ArrayList<>());
            if (i == 0) {
                now.reset();
                later.reset();
            }
            Sort sort = SORTS.get(Math.floorMod(i / 2, SORTS.size()));
            long ahead = i % 2 == 0 ? 0 : (1 + Math.floorMod(i, 4)) * 200L * DAY_MS;
            long asOfMs = System.currentTimeMillis() + ahead;
            List<String> expected = fullSort.first(LIMIT * PAGES, sort, asOfMs);
            different += pages(cache, sort, asOfMs, ahead == 0 ? now : later).equals(expected) ? 0 : 1;
        }
        double p99 = now.getValueAtPercentile(99) / 1e3;
        progress.printf(
                Locale.ROOT,
                "  %d lists of %d pages over %,d patterns, %,d outcomes before each: %d differ from a full sort; a page as of"
                        + " now: p50 %.1f ms, p99 %.1f ms; as of 400 and 800 days later: p99 %.1f ms%n",
                WARM_UP + lists,
                PAGES,
                view.patterns(),
                CHANGES,
                different,
                now.getValueAtPercentile(50) / 1e3,
                p99,
                later.getValueAtPercentile(99) / 1e3);
        return List.of(
                Measure.atMost(name(), "lists that differ from a full sort", different, 0, 0),
                Measure.atMost(name(), "a page of 50 of 100,000, as of now, p99, ms", p99, MUST_MS, AIM_MS),
                Measure.atMost(
                        name(),
                        "the same as of 400 and 800 days later, p99, ms",
                        later.getValueAtPercentile(99) / 1e3,
                        MUST_MS,
                        AIM_MS));
    }

    private static List<String> pages(PatternCache cache, Sort sort, long asOfMs, Histogram micros) {
        List<String> ids = new ArrayList<>();
        @Nullable Cursor next = null;
        for (int page = 0; page < PAGES; page++) {
            long began = System.nanoTime();
            ListPage answer =
                    cache.list(new ListQuery(null, null, sort, LIMIT, asOfMs, next == null ? null : next.after()));
            micros.recordValue((System.nanoTime() - began) / 1_000);
            answer.rows().stream().map(PatternRow::id).forEach(ids::add);
            next = answer.next();
        }
        return ids;
    }
}
