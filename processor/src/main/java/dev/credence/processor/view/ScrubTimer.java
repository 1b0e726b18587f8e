package dev.credence.processor.view;

import dev.credence.storage.Scrubbed;
import dev.credence.storage.ViewException;
import dev.credence.storage.ViewNotReadyException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the view looked through once it is ready, and then by interval, on a thread of its own. Thread-safe. */
final class ScrubTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubTimer.class);
    private static final long LOOK_MS = 500;

    private final ViewGenerations generations;
    private final Progress progress;
    private final ViewMetrics metrics;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "credence-view-scrubber");
        made.setDaemon(true);
        return made;
    });
    private long dueNanos = System.nanoTime();

    /** @param interval 0: never */
    ScrubTimer(ViewGenerations generations, Progress progress, ViewMetrics metrics, Duration interval) {
        this.generations = generations;
        this.progress = progress;
        this.metrics = metrics;
        this.interval = interval;
    }

    void start() {
        if (!interval.isZero()) {
            var unused = thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for a look that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("looking through the view takes too long to wait for; it is left");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (!progress.isReady() || now < dueNanos) {
            return;
        }
        try {
            Scrubbed scrubbed = generations.scrub();
            Duration took = Duration.ofNanos(System.nanoTime() - now);
            metrics.scrubbed(took, scrubbed.damage().isPresent());
            LOG.info(
                    "looked at {} rows of the view in {} ms: {}",
                    scrubbed.rows(),
                    took.toMillis(),
                    scrubbed.damage().orElse("as written"));
        } catch (ViewNotReadyException notYet) {
            return;
        } catch (ViewException failed) {
            LOG.warn("the view could not be looked through", failed);
        }
        dueNanos = System.nanoTime() + interval.toNanos();
    }
}
