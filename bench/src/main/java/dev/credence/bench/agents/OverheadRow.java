package dev.credence.bench.agents;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.agents.OpenReader.Reads;
import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What learning costs a reader: one that reads in process at half of what it can, while outcomes flow and while none do,
 * in turns. Each pair of windows gives a ratio; the median counts.
 *
 * <p>The layout is the one of an agent on a host where {@code credence up} runs: this JVM reads, through its own caches,
 * from the view on disk; a second one is broker's parent, processor, view writer, and whoever reports the outcomes. So what
 * stops one JVM, such as a collection of its garbage, does not stop the other; processors and disk they share.
 */
public final class OverheadRow implements Row {
    private static final int PATTERNS = 100_000;
    private static final int PAIRS = 7;
    private static final int QUICK_PAIRS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PEAK = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(6);
    /** In which what was left to do is done. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final double MUST_PERCENT = 10;
    private static final double AIM_PERCENT = 5;

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Memory memory = new Memory(PATTERNS);
        try (LearningProcess learning = LearningProcess.start(PATTERNS, line -> progress.println("  " + line));
                CredenceClient client = CredenceClient.open(ClientConfig.inProcess(learning.view()))) {
            OpenReader reader = new OpenReader(client, memory, 3);
            learning.begin(4);
            double unused = reader.peak(WARM_UP);
            unused = learning.end();
            double peak = reader.peak(PEAK);
            progress.printf(
                    Locale.ROOT,
                    "  the reader in this JVM, roles and reporting agents in one, the broker in one; peak of the reader %,.0f/s%n",
                    peak);
            progress.flush();
            return measure(new Pairs(learning, reader, peak / 2), quick ? QUICK_PAIRS : PAIRS, progress);
        }
    }

    private List<Measure> measure(Pairs pairs, int count, PrintWriter progress) throws Exception {
        for (int pair = 0; pair < count; pair++) {
            pairs.measure(pair);
        }
        progress.printf(
                Locale.ROOT,
                "  %,.0f reads/s; none: %.0f ns of CPU a read, p99 %.1f us; %,.0f outcomes/s: %.0f ns, p99 %.1f us%n",
                pairs.perSecond,
                pairs.without.cpuNanosEach(),
                pairs.without.p99Micros(),
                pairs.slowestOutcomes,
                pairs.with.cpuNanosEach(),
                pairs.with.p99Micros());
        return List.of(
                Measure.atMost(
                        name(),
                        "CPU per read, more than without outcomes, %",
                        percent(pairs.cpu),
                        MUST_PERCENT,
                        AIM_PERCENT),
                Measure.atMost(
                        name(),
                        "p99 of a read, more than without outcomes, %",
                        percent(pairs.p99),
                        MUST_PERCENT,
                        AIM_PERCENT),
                Measure.atLeast(
                        name(),
                        "outcomes/s meanwhile, thousands",
                        pairs.slowestOutcomes / 1e3,
                        Outcomes.PER_SECOND * 0.95 / 1e3,
                        Outcomes.PER_SECOND / 1e3));
    }

    private static double percent(List<Double> ratios) {
        List<Double> sorted = new ArrayList<>(ratios);
        Collections.sort(sorted);
        return (sorted.get(sorted.size() / 2) - 1) * 100;
    }

    /** Windows with and without outcomes, one beside the other. */
    private static final class Pairs {
        private final LearningProcess learning;
        private final OpenReader reader;
        private final double perSecond;
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> p99 = new ArrayList<>();
        private Reads with = new Reads(0, 0, new Histogram(3));
        private Reads without = new Reads(0, 0, new Histogram(3));
        private double slowestOutcomes = Double.MAX_VALUE;

        Pairs(LearningProcess learning, OpenReader reader, double perSecond) {
            this.learning = learning;
            this.reader = reader;
            this.perSecond = perSecond;
        }

        void measure(int pair) throws Exception {
            Reads unused = reader.read(perSecond, PAUSE);
            Reads none = reader.read(perSecond, WINDOW);
            learning.begin(pair);
            unused = reader.read(perSecond, PAUSE);
            Reads flowing = reader.read(perSecond, WINDOW);
            slowestOutcomes = Math.min(slowestOutcomes, learning.end());
            cpu.add(flowing.cpuNanosEach() / none.cpuNanosEach());
            p99.add(flowing.p99Micros() / none.p99Micros());
            with = with.and(flowing);
            without = without.and(none);
        }
    }
}
