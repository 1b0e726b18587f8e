package dev.credence.bench.critical;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.Committed;
import dev.credence.bench.stack.LocalKafka;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.ingest.publish.Publisher;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/**
 * Critical outcomes behind a backlog that came while the product was away: from the moment in which each is due to be
 * published, to the HTTP answer that counts it. Open loop: one that is answered late delays no other. The first is due
 * when the first part of the backlog is committed, and only those are counted that were answered while ordinary
 * outcomes still waited. Before that, the same in a process that has just begun and a view that does not exist.
 */
public final class CriticalRow implements Row {
    private static final int OUTCOMES = 10_000_000;
    private static final int QUICK_OUTCOMES = 2_000_000;
    private static final int PATTERNS = 100_000;
    private static final int WARM_UP_OUTCOMES = 5_000_000;
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
            progress.println("  to warm up, from the first second of a process on:");
            Histogram unused = measured(settings, kafka, 0, WARM_UP_OUTCOMES, progress);
            Histogram latencies = measured(settings, kafka, WARM_UP_OUTCOMES, backlog, progress);
            if (latencies.getTotalCount() < LEAST_ANSWERS) {
                throw new IllegalStateException("the backlog was worked off before " + LEAST_ANSWERS
                        + " critical outcomes were answered: give it more, with --outcomes");
            }
            return List.of(Measure.atMost(
                    name(),
                    String.format(Locale.ROOT, "critical behind a backlog of %,d, p99, ms", backlog),
                    latencies.getValueAtPercentile(99) / 1e3,
                    1_000,
                    500));
        }
    }

    private static Histogram measured(
            Settings settings, LocalKafka kafka, int before, int backlog, PrintWriter progress) throws Exception {
        long unused = kafka.publish(settings, new OutcomeLoad(backlog, PATTERNS, 1.0, 45));
        TopicCatalogue catalogue = Clients.catalogue(settings);
        try (Admin admin = Clients.admin(settings)) {
            long committed = Committed.sum(admin, catalogue.applicationId());
            try (Up up = Up.start(settings, null, line -> {});
                    ViewReader view = View.openReader(Clients.view(settings));
                    Publisher publisher = Publisher.open(Clients.publisher(up.settings(), catalogue))) {
                Urgent urgent = new Urgent(up.url(), publisher, view, (long) before + backlog);
                Histogram latencies = urgent.measure(() -> Committed.sum(admin, catalogue.applicationId()) > committed);
                progress.printf(
                        Locale.ROOT,
                        "  %d critical outcomes behind %,d ordinary ones, worked off at %,.0f/s: p50 %.0f ms, p99 %.0f ms,"
                                + " max %.0f ms%n",
                        latencies.getTotalCount(),
                        backlog,
                        urgent.ordinaryPerSecond(),
                        latencies.getValueAtPercentile(50) / 1e3,
                        latencies.getValueAtPercentile(99) / 1e3,
                        latencies.getMaxValue() / 1e3);
                return latencies;
            }
        }
    }
}
