package dev.credence.cli.sample;

import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample fleet at work against a running {@link Up}: its history once, then a trickle until closed. */
public final class SampleWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleWork.class);
    private static final Duration READABLE_WITHIN = Duration.ofMinutes(2);

    private final SampleFleet fleet = new SampleFleet();
    private final Publisher publisher;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sample-fleet"));

    private SampleWork(Publisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes the history, unless the view has it from an earlier start, waits until it is readable, and starts the
     * trickle. Ends with {@code up}.
     *
     * @param outcomes of the history
     * @param rate outcomes a second of the trickle; 0 for none
     */
    public static SampleWork begin(Up up, int outcomes, int rate, Consumer<String> progress) {
        TopicCatalogue catalogue = Clients.catalogue(up.settings());
        SampleWork work = new SampleWork(Publisher.open(Clients.publisher(up.settings(), catalogue)));
        up.role().add("sample fleet", work);
        try (ViewReader view = View.openReader(Clients.view(up.settings()))) {
            if (view.info().patterns() == 0) {
                work.history(outcomes, progress);
                awaitReadable(view, work.fleet.patterns().size(), outcomes);
                progress.accept("the history is readable");
            } else {
                progress.accept("going on with the " + view.info().patterns() + " patterns that are there");
            }
        }
        work.trickle(rate);
        return work;
    }

    /** An id worth looking at. */
    public String exampleId() {
        return fleet.patterns().get(0).id();
    }

    private void history(int outcomes, Consumer<String> progress) {
        progress.accept("publishing " + fleet.patterns().size() + " patterns and " + outcomes + " outcomes of the last "
                + SampleFleet.HISTORY.toDays() + " days");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (Pattern pattern : fleet.patterns()) {
            publisher.publish(pattern).whenComplete((receipt, failed) -> note(failed, failure));
        }
        fleet.history(
                outcomes,
                System.currentTimeMillis(),
                outcome -> publisher.publish(outcome).whenComplete((receipt, failed) -> note(failed, failure)));
        publisher.flush();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the sample could not be published: " + failed.getMessage(), failed);
        }
    }

    private static void note(Throwable failed, AtomicReference<Throwable> failure) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        }
    }

    private static void awaitReadable(ViewReader view, int patterns, int outcomes) {
        long deadline = System.nanoTime() + READABLE_WITHIN.toNanos();
        while (view.info().patterns() < patterns || applied(view) < patterns + outcomes) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the sample was published, but is not readable after "
                        + READABLE_WITHIN.toSeconds() + " s; see credence.log in the data directory");
            }
            pause();
        }
    }

    private static long applied(ViewReader view) {
        return view.ledger().stream().mapToLong(entry -> entry.row().consumed()).sum();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing the sample", e);
        }
    }

    private void trickle(int rate) {
        if (rate > 0) {
            Future<?> unused = clock.scheduleAtFixedRate(this::publishOne, 0, 1_000_000L / rate, TimeUnit.MICROSECONDS);
        }
    }

    private void publishOne() {
        try {
            Outcome outcome = fleet.next(System.currentTimeMillis());
            publisher.publish(outcome).whenComplete(SampleWork::logFailure);
        } catch (RuntimeException e) {
            LOG.warn("the sample fleet could not publish", e);
        }
    }

    private static void logFailure(Receipt receipt, Throwable failed) {
        if (failed != null) {
            LOG.warn("the sample fleet's outcome was not taken", failed);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        publisher.close();
    }
}
