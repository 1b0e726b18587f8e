package dev.credence.bench.agents;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.bench.agents.OpenReader.Reads;
import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What learning costs a reader: one that reads in process at half of what it can, while outcomes flow and while none do,
 * in turns. Each pair of windows gives a ratio; the median counts. A third window in each turn has the same outcomes flow
 * into topics that {@link Unlearned} reads while the product has nothing to do: what they cost by themselves.
 *
 * <p>The layout is the one of an agent on a host where {@code credence up} runs: this JVM reads, through its own caches,
 * from the view on disk; a second one is broker's parent, processor, view writer, and whoever reports the outcomes. So what
 * stops one JVM, such as a collection of its garbage, does not stop the other; processors and disk they share.
 */
public final class OverheadRow implements Row {
    private static final int PATTERNS = 100_000;
    private static final int TURNS = 7;
    private static final int QUICK_TURNS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PEAK = Duration.ofSeconds(5);
    private static final int MOST_WARM_UPS = 20;
    private static final double GAIN = 1.05;
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
            learning.beginUnlearned(4);
            warmUp(reader);
            double unused = learning.end();
            learning.begin(4);
            warmUp(reader);
            unused = learning.end();
            double peak = reader.peak(PEAK);
            progress.printf(
                    Locale.ROOT,
                    "  the reader in this JVM, roles and reporting agents in one, the broker in one; peak of the reader %,.0f/s%n",
                    peak);
            progress.flush();
            return measure(new Turns(learning, reader, peak / 2), quick ? QUICK_TURNS : TURNS, progress);
        }
    }

    /** Reads as fast as it can until its caches are full and its code is compiled: until it gains no more, twice. */
    private static void warmUp(OpenReader reader) {
        double best = reader.peak(WARM_UP);
        int without = 0;
        for (int more = 0; more < MOST_WARM_UPS && without < 2; more++) {
            double now = reader.peak(PEAK);
            without = now > best * GAIN ? 0 : without + 1;
            best = Math.max(best, now);
        }
    }

    private List<Measure> measure(Turns turns, int count, PrintWriter progress) throws Exception {
        for (int turn = 0; turn < count; turn++) {
            turns.measure(turn);
        }
        progress.printf(
                Locale.ROOT,
                "  %,.0f reads/s; none: %s; outcomes that nobody learns from: %s; learned from: %s%n",
                turns.perSecond,
                figures(turns.none),
                figures(turns.unlearned.reads),
                figures(turns.learned.reads));
        return List.of(
                Measure.atMost(
                        name(),
                        "CPU per read, more than without outcomes, %",
                        new Rounds(turns.learned.cpu).median(),
                        MUST_PERCENT,
                        AIM_PERCENT),
                Measure.atMost(
                        name(),
                        "p99 of a read, more than without outcomes, %",
                        new Rounds(turns.learned.p99).median(),
                        MUST_PERCENT,
                        AIM_PERCENT),
                Measure.atLeast(
                        name(),
                        "outcomes/s meanwhile, thousands",
                        turns.learned.slowestOutcomes / 1e3,
                        Outcomes.PER_SECOND * 0.95 / 1e3,
                        Outcomes.PER_SECOND / 1e3),
                Measure.told(
                        name(),
                        "CPU per read, the same where nobody learns, %",
                        new Rounds(turns.unlearned.cpu),
                        Double.NaN),
                Measure.told(
                        name(),
                        "p99 of a read, the same where nobody learns, %",
                        new Rounds(turns.unlearned.p99),
                        Double.NaN));
    }

    private static String figures(Reads reads) {
        return String.format(
                Locale.ROOT, "%.0f ns of CPU a read, p99 %.1f us", reads.cpuNanosEach(), reads.p99Micros());
    }

    /** Windows with outcomes beside windows without: how much more they cost, in percent. */
    private static final class Compared {
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> p99 = new ArrayList<>();
        private Reads reads = new Reads(0, 0, new Histogram(3));
        private double slowestOutcomes = Double.MAX_VALUE;

        void add(Reads flowing, double outcomes, Reads none) {
            slowestOutcomes = Math.min(slowestOutcomes, outcomes);
            cpu.add((flowing.cpuNanosEach() / none.cpuNanosEach() - 1) * 100);
            p99.add((flowing.p99Micros() / none.p99Micros() - 1) * 100);
            reads = reads.and(flowing);
        }
    }

    /** Windows without outcomes, with outcomes that nobody learns from, and with outcomes, one beside the other. */
    private static final class Turns {
        private final LearningProcess learning;
        private final OpenReader reader;
        private final double perSecond;
        private final Compared learned = new Compared();
        private final Compared unlearned = new Compared();
        private Reads none = new Reads(0, 0, new Histogram(3));

        Turns(LearningProcess learning, OpenReader reader, double perSecond) {
            this.learning = learning;
            this.reader = reader;
            this.perSecond = perSecond;
        }

        /** Those with outcomes come in the other order each turn, so that neither is always the nearer to the one without. */
        void measure(int turn) throws Exception {
            Reads without = window();
            none = none.and(without);
            if (turn % 2 == 0) {
                unlearned(turn, without);
                learned(turn, without);
            } else {
                learned(turn, without);
                unlearned(turn, without);
            }
        }

        private void learned(int turn, Reads without) throws IOException {
            learning.begin(turn);
            Reads flowing = window();
            learned.add(flowing, learning.end(), without);
        }

        private void unlearned(int turn, Reads without) throws IOException {
            learning.beginUnlearned(turn);
            Reads flowing = window();
            unlearned.add(flowing, learning.end(), without);
        }

        private Reads window() {
            Reads unused = reader.read(perSecond, PAUSE);
            return reader.read(perSecond, WINDOW);
        }
    }
}
