package dev.credence.bench.pipeline;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.LocalKafka;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What grows with the number of patterns, and with how unevenly they are used: throughput, memory, the time until a
 * processor that lost nothing but its process works again, and until a view that was lost is back.
 */
public final class GrowthRow implements Row {
    private static final int OUTCOMES = 1_000_000;
    /** So many of each pattern, at least: nearly every one then has a row. */
    private static final int OF_EACH = 3;

    private static final int WARM_UP_ROUNDS = 3;
    private static final double UNIFORM = 0;

    private final int outcomes;

    public GrowthRow() {
        this(OUTCOMES);
    }

    private GrowthRow(int outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public Row of(int asked) {
        return new GrowthRow(asked);
    }

    /** A number of patterns, and the exponent of how they are used. */
    private record Point(int patterns, double exponent) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d patterns, %s",
                    patterns,
                    exponent == UNIFORM ? "uniform" : "Zipf " + Measure.number(exponent));
        }
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        List<Point> points = new ArrayList<>(
                List.of(new Point(10_000, UNIFORM), new Point(100_000, UNIFORM), new Point(1_000_000, UNIFORM)));
        if (!quick) {
            points.addAll(List.of(new Point(100_000, 0.8), new Point(100_000, 1.0), new Point(100_000, 1.2)));
        }
        try (LocalKafka kafka = LocalKafka.start()) {
            OutcomeLoad warm = new OutcomeLoad(OUTCOMES, 100_000, 1.0, 43);
            long unused = kafka.publish(kafka.settings("warm", "warm"), warm);
            for (int round = 1; round <= (quick ? 1 : WARM_UP_ROUNDS); round++) {
                double unusedRate = Passes.product(kafka.settings("warm", "warm-" + round), warm);
            }
            List<Measure> measures = new ArrayList<>();
            for (Point point : points) {
                measures.addAll(measure(kafka, point, progress));
            }
            return measures;
        }
    }

    private List<Measure> measure(LocalKafka kafka, Point point, PrintWriter progress) throws Exception {
        String name = "growth-" + point.patterns() + "-" + point.exponent();
        Settings settings = kafka.settings(name, name);
        OutcomeLoad load =
                new OutcomeLoad(Math.max(outcomes, OF_EACH * point.patterns()), point.patterns(), point.exponent(), 46);
        long unused = kafka.publish(settings, load);
        Grown grown = Grown.measure(settings, load, elsewhere(settings));
        progress.printf(
                Locale.ROOT,
                "  %s: %,d outcomes at %,.0f/s; %,d rows; %.0f MB of heap; restored in %.2f s; view rebuilt in %.2f s%n",
                point,
                load.outcomes(),
                grown.perSecond(),
                grown.rows(),
                grown.heapMb(),
                grown.restoredSeconds(),
                grown.rebuiltSeconds());
        progress.flush();
        double rebuilt = grown.rows() / grown.rebuiltSeconds();
        return List.of(
                told(point + ": outcomes/s", grown.perSecond()),
                told(point + ": heap of processor and view writer, MB", grown.heapMb()),
                told(point + ": processor restored, s", grown.restoredSeconds()),
                // The must is of topics that are compacted, and is held by "return": this changelog was written just
                // now.
                told(point + ": view rebuilt, rows/s", rebuilt));
    }

    /** The same application, on a host that has no view yet. */
    private static Settings elsewhere(Settings settings) {
        String again = settings.path(Key.DATA_DIR) + "-again";
        return settings.with(Map.of(Key.DATA_DIR, new Setting(again, "benchmark")));
    }

    private Measure told(String what, double figure) {
        return Measure.told(name(), what, new Rounds(List.of(figure)), Double.NaN);
    }
}
