package dev.credence.bench.critical;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.LocalKafka;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.ingest.publish.Publisher;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Critical outcomes behind a backlog that is there before the product starts: from the moment in which each is due to be
 * published, to the HTTP answer that counts it. Open loop: one that is answered late delays no other. Only those are
 * counted that were answered while ordinary outcomes still waited.
 */
public final class CriticalRow implements Row {
    private static final int OUTCOMES = 10_000_000;
    private static final int QUICK_OUTCOMES = 3_000_000;
    private static final int PATTERNS = 100_000;
    private static final int LEAST_ANSWERS = 50;

    private final int outcomes;

    public CriticalRow() {
        this(0);
    }

    private CriticalRow(int outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public String name() {
        return "critical";
    }

    @Override
    public Row of(int asked) {
        return new CriticalRow(asked);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        int backlog = outcomes > 0 ? outcomes : quick ? QUICK_OUTCOMES : OUTCOMES;
        try (LocalKafka kafka = LocalKafka.start()) {
            Settings settings = kafka.settings("critical", "critical");
            long unused = kafka.publish(settings, new OutcomeLoad(backlog, PATTERNS, 1.0, 45));
            try (Up up = Up.start(settings, null, line -> {});
                    ViewReader view = View.openReader(Clients.view(settings));
                    Publisher publisher =
                            Publisher.open(Clients.publisher(up.settings(), Clients.catalogue(settings)))) {
                Urgent urgent = new Urgent(up.url(), publisher, view, backlog);
                Histogram latencies = urgent.measure();
                return List.of(measure(latencies, urgent, backlog, progress));
            }
        }
    }

    private Measure measure(Histogram latencies, Urgent urgent, int backlog, PrintWriter progress) {
        progress.printf(
                Locale.ROOT,
                "  %d critical outcomes behind %,d ordinary ones, worked off at %,.0f/s: p50 %.0f ms, p99 %.0f ms, max"
                        + " %.0f ms%n",
                latencies.getTotalCount(),
                backlog,
                urgent.ordinaryPerSecond(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getMaxValue() / 1e3);
        if (latencies.getTotalCount() < LEAST_ANSWERS) {
            throw new IllegalStateException("the backlog was worked off before " + LEAST_ANSWERS
                    + " critical outcomes were answered: give it more, with --outcomes");
        }
        return Measure.atMost(
                name(),
                String.format(Locale.ROOT, "critical behind a backlog of %,d, p99, ms", backlog),
                latencies.getValueAtPercentile(99) / 1e3,
                1_000,
                500);
    }
}
