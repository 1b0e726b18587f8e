package dev.credence.bench.storage;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.stack.Stack;
import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.BodyChange;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Evidence and bodies into SQLite: one by one, by batches, as in a catch-up, and as in a rebuild, which makes its indexes
 * last. Everything is encoded beforehand and committed as the view writer does, into a file that could be served. A figure
 * is the best of some rounds: others may write to the same disk. Before them rebuilds warm the code up, as a view writer is
 * after its first seconds.
 */
public final class StorageRow implements Row {
    private static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
    private static final int PATTERNS = 100_000;
    private static final int[] BATCHES = {1, 100, 500, 1_000};
    private static final int CATCH_UP = 100_000;
    /** Longer than a writer lets wait for indexes that a large batch left out: they are a part of what is measured. */
    private static final Duration INDEXED_AFTER = Duration.ofMinutes(1);

    private static final int MOST_COMMITS = 2_000;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(3);
    private static final int BODY_ROUNDS = 3;

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        int patterns = quick ? PATTERNS / 4 : PATTERNS;
        Path directory = Files.createTempDirectory("credence-bench");
        Changes changes = new Changes(patterns);
        List<Measure> measures = new ArrayList<>();
        ViewConfig config = ViewConfig.in(directory.resolve("view"));
        rebuildFor(quick ? QUICK_WARM_UP : WARM_UP, config, changes, patterns);
        double rebuilt = rebuild(config, changes, patterns);
        print(progress, "evidence, rebuild, indexes last", CATCH_UP, rebuilt);
        measures.add(Measure.atLeast(name(), "evidence rows/s in a rebuild, indexes last", rebuilt, 250_000, 400_000));
        try (ViewWriter writer = View.openWriter(config, IDENTITY)) {
            double[] rates = new double[BATCHES.length];
            for (int i = 0; i < BATCHES.length; i++) {
                rates[i] = evidence(writer, changes, BATCHES[i], patterns);
                print(progress, "evidence, all indexes", BATCHES[i], rates[i]);
            }
            double caughtUp = evidence(writer, changes, CATCH_UP, patterns);
            print(progress, "evidence, all indexes, catch-up", CATCH_UP, caughtUp);
            measures.add(
                    Measure.atLeast(name(), "evidence rows/s with all indexes, catch-up", caughtUp, 150_000, 280_000));
            measures.add(Measure.atLeast(
                    name(), "evidence, batches of 1000 to one by one", rates[rates.length - 1] / rates[0], 10, 100));
            bodies(writer, changes, patterns, progress, measures);
        }
        Stack.delete(directory);
        return measures;
    }

    private void bodies(
            ViewWriter writer, Changes changes, int patterns, PrintWriter progress, List<Measure> measures) {
        double[] rates = new double[BATCHES.length];
        for (int i = 0; i < BATCHES.length; i++) {
            rates[i] = bodies(writer, changes, BATCHES[i], patterns / 2);
            print(progress, "new bodies of 1 KB, all indexes", BATCHES[i], rates[i]);
        }
        double caughtUp = 0;
        for (int round = 0; round < BODY_ROUNDS; round++) {
            caughtUp = Math.max(caughtUp, bodies(writer, changes, CATCH_UP, patterns));
        }
        print(progress, "new bodies of 1 KB, catch-up", CATCH_UP, caughtUp);
        measures.add(Measure.atLeast(name(), "new bodies of 1 KB/s, catch-up", caughtUp, 60_000, 100_000));
        measures.add(Measure.atLeast(
                name(), "bodies, batches of 1000 to one by one", rates[rates.length - 1] / rates[0], 10, 100));
    }

    private static void rebuildFor(Duration time, ViewConfig config, Changes changes, int patterns) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            double unused = rebuildOnce(config, changes, patterns);
        }
    }

    private static double rebuild(ViewConfig config, Changes changes, int patterns) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, rebuildOnce(config, changes, patterns));
        }
        return best;
    }

    private static double rebuildOnce(ViewConfig config, Changes changes, int patterns) {
        WriteBatch all = new WriteBatch(changes.evidence(patterns), List.of(), List.of(), List.of());
        try (ViewWriter writer = View.rebuild(config, IDENTITY)) {
            long began = System.nanoTime();
            long unused = writer.commit(all);
            writer.publish();
            return perSecond(patterns, began);
        }
    }

    private static double evidence(ViewWriter writer, Changes changes, int batchRows, int patterns) {
        double best = 0;
        int rows = Math.min(patterns, batchRows * MOST_COMMITS);
        for (int round = 0; round < ROUNDS; round++) {
            List<WriteBatch> batches = new ArrayList<>();
            for (int left = rows; left > 0; left -= batchRows) {
                batches.add(
                        new WriteBatch(changes.evidence(Math.min(left, batchRows)), List.of(), List.of(), List.of()));
            }
            best = Math.max(best, written(writer, batches, rows));
        }
        return best;
    }

    private static double bodies(ViewWriter writer, Changes changes, int batchRows, int most) {
        int rows = Math.min(most, batchRows * MOST_COMMITS);
        List<BodyChange> bodies = changes.bodies(rows);
        List<WriteBatch> batches = new ArrayList<>();
        for (int from = 0; from < rows; from += batchRows) {
            batches.add(new WriteBatch(
                    List.of(), bodies.subList(from, Math.min(rows, from + batchRows)), List.of(), List.of()));
        }
        return written(writer, batches, rows);
    }

    private static double written(ViewWriter writer, List<WriteBatch> batches, int rows) {
        long began = System.nanoTime();
        for (WriteBatch batch : batches) {
            long unused = writer.commit(batch);
        }
        writer.caughtUp(System.currentTimeMillis() + INDEXED_AFTER.toMillis());
        return perSecond(rows, began);
    }

    private static double perSecond(int rows, long beganNanos) {
        return rows * 1e9 / (System.nanoTime() - beganNanos);
    }

    private static void print(PrintWriter progress, String what, int batch, double perSecond) {
        progress.printf(Locale.ROOT, "  %-34s batches of %,7d: %,12.0f rows/s%n", what, batch, perSecond);
        progress.flush();
    }
}
