package dev.credence.processor.view;

import dev.credence.processor.clock.ClockWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a view at the end of the two compacted topics: bodies, and the evidence changelog. Runs on three threads of its
 * own and goes on while the cluster does not answer and when the disk takes more again or another program lets go of the
 * file; {@link #failure} tells what it could not go on from. Thread-safe.
 */
public final class ViewMaterialiser implements AutoCloseable {
    private static final int FRESH_PROBES = 3;

    private final ViewLoop loop;
    private final Progress progress;
    private final ViewMetrics metrics;
    private final ScrubTimer scrubs;
    private final ClockWatch clock;
    private final Thread thread;

    private ViewMaterialiser(
            ViewLoop loop, ScrubTimer scrubs, Progress progress, ViewMetrics metrics, ClockWatch clock) {
        this.loop = loop;
        this.scrubs = scrubs;
        this.progress = progress;
        this.metrics = metrics;
        this.clock = clock;
        this.thread = new Thread(loop, "credence-view-reader");
    }

    /** Begins where the view stands; the topics need not exist yet. */
    public static ViewMaterialiser start(
            ViewMaterialiserConfig config, ViewGenerations generations, MeterRegistry registry) {
        return start(
                config,
                generations,
                registry,
                () -> ViewLog.open(config, registry),
                Clock.systemUTC(),
                System::nanoTime);
    }

    static ViewMaterialiser start(
            ViewMaterialiserConfig config,
            ViewGenerations generations,
            MeterRegistry registry,
            Supplier<ViewLog> log,
            Clock clock,
            LongSupplier nanos) {
        Progress progress = new Progress(clock, nanos, config.probeInterval().toMillis() * FRESH_PROBES + 1000);
        ViewMetrics metrics = new ViewMetrics(registry, progress);
        Committer committer = new Committer(generations, progress, metrics, clock);
        ViewLoop loop = new ViewLoop(config, clock, log, committer, progress, metrics);
        ViewMaterialiser materialiser = new ViewMaterialiser(
                loop,
                new ScrubTimer(generations, progress, metrics, config.scrubInterval()),
                progress,
                metrics,
                ClockWatch.start(clock::millis, nanos, loop::clockWasSetBack));
        materialiser.thread.start();
        materialiser.scrubs.start();
        return materialiser;
    }

    /** Whether the view has been at the end of the log since the start; stays so. */
    public boolean ready() {
        return progress.isReady();
    }

    /** Why the materialiser stopped; null while it runs, and after a clean end. */
    public @Nullable Throwable failure() {
        return progress.failure();
    }

    /** Records that the view does not show yet, by topic and partition; empty before the first contact. */
    public List<PartitionBehind> behind() {
        return progress.behind();
    }

    /** 0 while the view shows the end of the log; else the milliseconds since it was last known to. */
    public long behindMs() {
        return progress.behindMs();
    }

    /** What keeps the view from being written at present, such as a full disk; it is tried again. Null: nothing. */
    public @Nullable String obstacle() {
        return progress.obstacle();
    }

    /** When the cluster last answered, Unix milliseconds; -1: never. */
    public long lastContactMs() {
        return progress.contactMs();
    }

    /** How fresh what was committed lately was; null: nothing was. */
    public @Nullable Freshness freshness() {
        return metrics.freshness();
    }

    /** Names the file that is being written; null before one is open. */
    public @Nullable String generation() {
        return progress.generation();
    }

    /** Commits what is complete, and closes the view. */
    @Override
    public void close() {
        clock.close();
        scrubs.close();
        loop.end();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
