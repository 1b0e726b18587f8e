package dev.credence.bench.lists;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Prior;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Lists over patterns whose evidence lies years apart, each followed over several pages, while outcomes change the rows
 * between lists; compared with a full sort of what was written, at the time that the list states.
 */
public final class ListsRow implements Row {
    private static final List<Sort> SORTS = List.of(Sort.values());
    private static final int PATTERNS = 100_000;
    private static final int YEARS = 8;
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int CHANGES = 1_000;
    private static final int LIMIT = 50;
    private static final int PAGES = 3;
    private static final int LISTS = 60;
    private static final int QUICK_LISTS = 20;
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
        Histogram micros = new Histogram(60_000_000L, 3);
        int different = 0;
        for (int i = 0; i < lists + LISTS; i++) {
            long unused = view.commit(CHANGES, zipf::next, List.of(), new ArrayList<>());
            Sort sort = SORTS.get(i % SORTS.size());
            // Some as of now, some of years to come, when what was fresh is as old as the rest.
            long asOfMs = System.currentTimeMillis() + (i % 5) * 200L * DAY_MS;
            List<String> expected = sorted(view, sort, asOfMs);
            // The first ones are the warm-up.
            different += pages(cache, sort, asOfMs, i < LISTS ? new Histogram(micros) : micros)
                            .equals(expected)
                    ? 0
                    : 1;
        }
        double p99 = micros.getValueAtPercentile(99) / 1e3;
        progress.printf(
                Locale.ROOT,
                "  %d lists of %d pages over %,d patterns, %,d outcomes before each: %d differ from a full sort; a page: p50"
                        + " %.1f ms, p99 %.1f ms%n",
                lists + LISTS,
                PAGES,
                view.patterns(),
                CHANGES,
                different,
                micros.getValueAtPercentile(50) / 1e3,
                p99);
        return List.of(
                Measure.atMost(name(), "lists that differ from a full sort", different, 0, 0),
                Measure.atMost(name(), "a page of 50 of 100,000, p99, ms", p99, MUST_MS, AIM_MS));
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

    private static List<String> sorted(WrittenView view, Sort sort, long asOfMs) {
        double[] value = new double[view.patterns()];
        for (int i = 0; i < value.length; i++) {
            Confidence confidence = Confidence.of(view.evidence(i), Prior.UNIFORM, asOfMs);
            value[i] = switch (sort) {
                case LOWER_BOUND -> confidence.lowerBound();
                case CONFIDENCE -> confidence.mean();
                case USAGE -> view.outcomes(i);
                case RECENT -> view.evidence(i).lastEventMs();
            };
        }
        return IntStream.range(0, value.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -value[i]).thenComparing(view::id))
                .limit((long) LIMIT * PAGES)
                .map(view::id)
                .toList();
    }
}
