package dev.credence.bench.pipeline;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.LocalKafka;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A backlog of outcomes from the topic into SQLite, exactly once, and the same backlog through its peers; one after the
 * other in each round, in one process, against one broker. Rates are taken from the first record that the application
 * takes to the moment in which all are committed (and, for the product, readable in SQLite). {@link StreamsPeer} says what
 * is done to be fair to the peers.
 */
public final class PipelineRow implements Row {
    private static final int OUTCOMES = 10_000_000;
    private static final int QUICK_OUTCOMES = 1_000_000;
    private static final int PATTERNS = 100_000;
    /** Six passes of it, for the JVM to compile all that is measured. */
    private static final OutcomeLoad WARM_UP = new OutcomeLoad(1_000_000, PATTERNS, 1.0, 43);

    private static final int ROUNDS = 3;

    private final int outcomes;

    public PipelineRow() {
        this(0);
    }

    private PipelineRow(int outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public Row of(int asked) {
        return new PipelineRow(asked);
    }

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        progress.println("  " + StreamsPeer.FAIRNESS);
        try (LocalKafka kafka = LocalKafka.start()) {
            // The first contest is for the compiler alone.
            Map<String, Rounds> unused = new Contest(kafka, WARM_UP, "warm", progress).run(quick ? 1 : ROUNDS);
            int backlog = outcomes > 0 ? outcomes : quick ? QUICK_OUTCOMES : OUTCOMES;
            OutcomeLoad load = new OutcomeLoad(backlog, PATTERNS, 1.0, 42);
            return measures(new Contest(kafka, load, "measured", progress).run(quick ? 1 : ROUNDS), backlog, progress);
        }
    }

    private List<Measure> measures(Map<String, Rounds> rates, int backlog, PrintWriter progress) {
        progress.printf(
                Locale.ROOT,
                "  consumed = published = %,d in each pass; outcomes/s, median (least to greatest):%n",
                backlog);
        rates.forEach((name, rate) -> progress.printf(Locale.ROOT, "    %-24s %s%n", name, rate.describe()));
        Rounds product = of(rates, Contest.PRODUCT);
        List<Measure> measures = new ArrayList<>(List.of(
                Measure.atLeast(
                        name(), "topic → SQLite / no-op topology", product.over(of(rates, Contest.NO_OP)), 0.45, 0.7),
                Measure.atLeast(
                        name(),
                        "topic → SQLite / KTable, RocksDB, EOS",
                        product.over(of(rates, Contest.KTABLE)),
                        1.8,
                        2.7),
                Measure.atLeast(
                        name(),
                        "topic → SQLite / windowed, RocksDB, EOS",
                        product.over(of(rates, Contest.WINDOWED)),
                        4,
                        6)));
        rates.forEach((name, rate) -> measures.add(Measure.told(
                name(), name + ": outcomes/s", rate, name.equals(Contest.PRODUCT) ? 1_300_000 : Double.NaN)));
        return measures;
    }

    private static Rounds of(Map<String, Rounds> rates, String name) {
        return Objects.requireNonNull(rates.get(name));
    }
}
