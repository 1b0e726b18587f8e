package dev.credence.bench.live;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Outcomes that are published at a steady rate while all roles run: how many a second become readable, and how long after
 * it was due each sampled one is counted by an HTTP answer. Open loop: what is late delays nothing that is due after it.
 * In the end every pattern has to count exactly what was published of it.
 */
public final class LiveRow implements Row {
    private static final int PATTERNS = 100_000;
    /** A little more than is due, so that no rounding makes it short. */
    private static final double OFFERED = 255_000;

    private static final double MUST_PER_SECOND = 250_000;
    private static final double OFFERED_MORE = 408_000;
    private static final double AIM_PER_SECOND = 400_000;
    private static final double MUST_MS = 250;
    private static final double DESIGN_MS = 600;
    /** A cold JVM is behind for the first half of it. */
    private static final double WARM_UP_SECONDS = 45;

    private static final double SECONDS = 30;
    private static final double MORE_WARM_UP_SECONDS = 5;
    private static final double MORE_SECONDS = 15;

    @Override
    public String name() {
        return "live";
    }

    /** What came of one stretch. */
    private record Stretch(double perSecond, double lateSeconds, Histogram micros) {
        double ms(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        try (Stack stack = Stack.start(line -> progress.println("  " + line));
                ViewReader view = View.openReader(Clients.view(stack.up().settings()));
                Flow flow = flow(stack.up().settings())) {
            double shorter = quick ? 1.0 / 3 : 1;
            Stretch due = stretch(flow, OFFERED, WARM_UP_SECONDS, SECONDS * shorter, stack, view);
            tell(OFFERED, due, progress);
            Stretch more = stretch(flow, OFFERED_MORE, MORE_WARM_UP_SECONDS, MORE_SECONDS * shorter, stack, view);
            tell(OFFERED_MORE, more, progress);
            return measures(due, more, Shown.differing(view, flow), windowMs(stack), progress);
        }
    }

    private List<Measure> measures(Stretch due, Stretch more, long differing, long windowMs, PrintWriter progress) {
        progress.printf(
                Locale.ROOT,
                "  window %,d ms; p99 %,.0f ms, due within %,.0f ms (by section 15 of the design within %,.0f ms)%n",
                windowMs,
                due.ms(99),
                windowMs + MUST_MS,
                windowMs + DESIGN_MS);
        return List.of(
                Measure.atLeast(
                        name(), "readable/s of 255,000/s offered", due.perSecond(), MUST_PER_SECOND, AIM_PER_SECOND),
                Measure.atMost(
                        name(),
                        "publish → readable over HTTP at that rate, p99, ms",
                        due.ms(99),
                        windowMs + MUST_MS,
                        windowMs + MUST_MS),
                Measure.atMost(name(), "patterns that do not count what was published", (double) differing, 0, 0),
                Measure.told(
                        name(),
                        "readable/s of 408,000/s offered",
                        new Rounds(List.of(more.perSecond())),
                        AIM_PER_SECOND));
    }

    private static void tell(double offered, Stretch stretch, PrintWriter progress) {
        progress.printf(
                Locale.ROOT,
                "  %,.0f/s offered, the last %.2f s late: %,.0f/s readable; %,d sampled: p50 %.0f, p90 %.0f, p99 %.0f,"
                        + " max %.0f ms%n",
                offered,
                stretch.lateSeconds(),
                stretch.perSecond(),
                stretch.micros().getTotalCount(),
                stretch.ms(50),
                stretch.ms(90),
                stretch.ms(99),
                stretch.ms(100));
        progress.flush();
    }

    /** What is measured follows the warm-up without a pause. */
    private static Stretch stretch(
            Flow flow, double perSecond, double warmUpSeconds, double seconds, Stack stack, ViewReader view)
            throws Exception {
        Samples warmUp = new Samples(stack.up().url());
        Samples samples = new Samples(stack.up().url());
        double unused = flow.publish(perSecond, warmUpSeconds, warmUp);
        try (Shown shown = new Shown(view)) {
            double late = flow.publish(perSecond, seconds, samples);
            double readable = shown.perSecond();
            Shown.await(view, flow.all());
            Histogram unusedMicros = warmUp.readable();
            return new Stretch(readable, late, samples.readable());
        }
    }

    private static Flow flow(Settings settings) {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        try (Registry registry = Clients.registry(settings)) {
            SchemaIds ids = registry.registerEvents(catalogue);
            return new Flow(
                    settings.text(Key.BOOTSTRAP_SERVERS),
                    catalogue.confidence(),
                    new EventEncoder(ids.patterns(), ids.confidence(), ids.priority()),
                    new OutcomeLoad(0, PATTERNS, 1.0, 0).ids());
        }
    }

    private static long windowMs(Stack stack) {
        return stack.up().settings().duration(Key.WINDOW_MS).toMillis();
    }
}
