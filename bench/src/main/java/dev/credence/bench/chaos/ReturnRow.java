package dev.credence.bench.chaos;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A processor that is killed while it knows a million patterns, with each of its stores; and a view that is lost. */
public final class ReturnRow implements Row {
    private static final int PATTERNS = 1_000_000;
    private static final int QUICK_PATTERNS = 100_000;
    private static final double MUST_SECONDS = 10;
    private static final double AIM_SECONDS = 4;
    private static final double MUST_ROWS = 200_000;
    private static final double AIM_ROWS = 400_000;

    @Override
    public String name() {
        return "return";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        int patterns = quick ? QUICK_PATTERNS : PATTERNS;
        List<Measure> measures = new ArrayList<>();
        for (String store : List.of("memory", "rocksdb")) {
            Return figures = new ReturnTrial(store, patterns, progress).run();
            figures.print(progress);
            measures.add(Measure.atMost(
                    name(),
                    "kill -9 → new outcomes readable, " + store + ", s",
                    figures.longestSeconds(),
                    MUST_SECONDS,
                    AIM_SECONDS));
            if (store.equals("memory")) {
                measures.add(Measure.atLeast(
                        name(), "lost view made anew, rows/s", figures.rowsPerSecond(), MUST_ROWS, AIM_ROWS));
            }
        }
        return measures;
    }
}
