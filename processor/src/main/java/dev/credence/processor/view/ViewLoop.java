package dev.credence.processor.view;

import dev.credence.storage.DamagedViewException;
import dev.credence.storage.ViewDiskException;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading thread: one generation after the other, until it is told to end or something fails for good. */
final class ViewLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewLoop.class);
    private static final Duration ASKING = Duration.ofMillis(20);

    private final ViewMaterialiserConfig config;
    private final Clock clock;
    private final Supplier<ViewLog> logs;
    private final Committer committer;
    private final Progress progress;
    private final ViewMetrics metrics;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile ViewLog log;
    private volatile boolean clockWasSetBack;

    /** @param logs gives new clients each time */
    ViewLoop(
            ViewMaterialiserConfig config,
            Clock clock,
            Supplier<ViewLog> logs,
            Committer committer,
            Progress progress,
            ViewMetrics metrics) {
        this.config = config;
        this.clock = clock;
        this.logs = logs;
        this.log = logs.get();
        this.committer = committer;
        this.progress = progress;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        try (committer) {
            open();
            while (!ended()) {
                follow();
                if (clockWasSetBack && !ended()) {
                    connectAnew();
                }
            }
        } catch (RuntimeException | Error failed) {
            if (ended() && failed instanceof ViewDiskException) {
                LOG.warn("{}; the next start reads again what is missing", failed.getMessage());
                return;
            }
            progress.failed(failed);
            LOG.error("the view stops", failed);
        } finally {
            log.close();
        }
    }

    /** From any thread: asks for the end. */
    void end() {
        ending.countDown();
        committer.end();
        log.reader().wake();
    }

    /** From any thread: what waits by the wall clock would wait for too long. */
    void clockWasSetBack() {
        clockWasSetBack = true;
        log.reader().wake();
    }

    private void connectAnew() {
        clockWasSetBack = false;
        log.close();
        log = logs.get();
    }

    private void follow() {
        LogReader reader = log.reader();
        LogWatch watch = new LogWatch(log.probe(), config.probeInterval(), System::nanoTime);
        try {
            Optional<LogSnapshot> found = firstAnswer(watch);
            if (found.isEmpty()) {
                return;
            }
            Generation generation = begin(reader, found.get());
            while (!ended() && !clockWasSetBack) {
                generation.step();
                watch.next().ifPresent(generation::observe);
            }
            generation.finish();
        } catch (BeginAgainException | DamagedViewException reason) {
            beginAgain(reason);
        }
    }

    private void open() {
        try {
            committer.open();
        } catch (DamagedViewException reason) {
            beginAgain(reason);
        }
    }

    private void beginAgain(RuntimeException reason) {
        LOG.warn("the view begins a new generation: {}", reason.getMessage());
        metrics.rebuilds();
        committer.openNext();
    }

    private Optional<LogSnapshot> firstAnswer(LogWatch watch) {
        while (!ended() && !clockWasSetBack) {
            Optional<LogSnapshot> answer = watch.next();
            if (answer.isPresent() || pause()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private Generation begin(LogReader reader, LogSnapshot found) {
        List<Position> starts = committer.positions();
        if (starts.isEmpty()) {
            starts = StartPlan.fromStart(found);
            committer.commit(new WriteBatch(List.of(), List.of(), List.of(), starts));
        } else {
            StartPlan.obstacle(starts, found, committer.lastCaughtUpMs(), clock.millis())
                    .or(() -> StartPlan.absence(found, progress.absentMs()))
                    .ifPresent(reason -> {
                        throw new BeginAgainException(reason);
                    });
        }
        reader.seek(starts);
        progress.begin(starts);
        progress.contact(found);
        metrics.follows(found.partitions());
        ChangeReader changes = new ChangeReader(config.topics().bodies());
        return new Generation(config.policy(), changes, reader, committer, progress, metrics, found, starts);
    }

    private boolean ended() {
        return ending.getCount() == 0;
    }

    /** Whether the end was asked for in the meantime. */
    private boolean pause() {
        try {
            return ending.await(ASKING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            ending.countDown();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
