package dev.credence.bench.stale;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Ten million reads through the cache while 20,000 outcomes a second, deletions and new generations change what is read. */
public final class StaleRow implements Row {
    private static final StaleReads LONG = new StaleReads(100_000, 10_000_000, 2, 500);
    private static final StaleReads QUICK = new StaleReads(20_000, 1_000_000, 2, 100);
    private static final double MUST_VISIBLE_MS = 20;
    private static final double AIM_VISIBLE_MS = 5;

    @Override
    public String name() {
        return "stale";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Path directory = Files.createTempDirectory("credence-bench");
        StaleReads.Outcome outcome = (quick ? QUICK : LONG).run(directory.resolve("view"));
        Reading.Verdict verdict = outcome.verdict();
        double p99 = outcome.visibleMicros().getValueAtPercentile(99) / 1e3;
        progress.printf(
                Locale.ROOT,
                "  %,d reads, %,d of them judged, %,d stale; %,d commits, %,.0f outcomes/s, %d generations; hit rate %.3f%n",
                verdict.reads(),
                verdict.judged(),
                verdict.stale(),
                outcome.commits(),
                outcome.outcomesPerSecond(),
                outcome.generations(),
                outcome.cache().hitRate());
        progress.printf(
                Locale.ROOT,
                "  commit → visible: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                outcome.visibleMicros().getValueAtPercentile(50) / 1e3,
                p99,
                outcome.visibleMicros().getMaxValue() / 1e3);
        if (verdict.stale() > 0) {
            progress.println("  the first stale one: " + verdict.first());
        }
        return List.of(
                Measure.atMost(name(), "stale reads", (double) verdict.stale(), 0, 0),
                Measure.atLeast(
                        name(), "reads judged, millions", verdict.judged() / 1e6, quick ? 1 : 10, quick ? 1 : 10),
                Measure.atLeast(name(), "outcomes/s meanwhile, thousands", outcome.outcomesPerSecond() / 1e3, 19, 20),
                Measure.atMost(name(), "commit → visible, p99, ms", p99, MUST_VISIBLE_MS, AIM_VISIBLE_MS));
    }
}
