package dev.credence.processor.view;

import dev.credence.storage.ViewException;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing thread: all that is done to a view writer is done there, one thing at a time, while the reading thread
 * fetches and decodes. What the disk does not take is tried again there; what fails is thrown to the reading thread at
 * its next call. Methods are for the reading thread only, {@link #end} apart.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final ViewGenerations generations;
    private final Progress progress;
    private final ViewMetrics metrics;
    private final Clock clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "credence-view-writer"));
    private final DiskPatience patience;
    private CompletableFuture<?> inFlight = CompletableFuture.completedFuture(null);

    /** Set by the writing thread. */
    private volatile @Nullable ViewWriter writer;

    Committer(ViewGenerations generations, Progress progress, ViewMetrics metrics, Clock clock) {
        this.generations = generations;
        this.progress = progress;
        this.metrics = metrics;
        this.clock = clock;
        this.patience = new DiskPatience(progress);
    }

    void open() {
        ask(() -> opened(generations.current()));
    }

    /** Leaves the generation as it is, whatever its state, and begins another. */
    void openNext() {
        try {
            await();
        } catch (RuntimeException failed) {
            LOG.debug("what was handed over is read again", failed);
        }
        inFlight = CompletableFuture.completedFuture(null);
        ask(() -> {
            try {
                closeWriter();
            } catch (ViewException failed) {
                LOG.warn("closing the earlier generation failed", failed);
            }
            return opened(patience.until(generations::next));
        });
    }

    /** What is wrong with the generation, as far as anybody has noticed. */
    Optional<String> damage() {
        ViewWriter open = writer;
        return open == null ? Optional.empty() : open.damage();
    }

    List<Position> positions() {
        return ask(() -> writer().positions());
    }

    long lastCaughtUpMs() {
        return ask(() -> writer().lastCaughtUpMs());
    }

    boolean building() {
        return ask(() -> writer().building());
    }

    /** Whether something handed over is still being done. */
    boolean busy() {
        if (inFlight.isDone()) {
            await();
            return false;
        }
        return true;
    }

    /** Returns when all that was handed over is done. */
    void await() {
        try {
            inFlight.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Waits for what was handed over, but not for long. */
    void await(Duration longest) {
        try {
            inFlight.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillAtIt) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException failed) {
            await();
        }
    }

    /** From any thread: what the disk does not take is not waited for any more. */
    void end() {
        patience.end();
    }

    /** Hands over a transaction. */
    void commit(WriteBatch batch) {
        await();
        inFlight = CompletableFuture.runAsync(() -> write(batch), thread);
    }

    /** Hands over the end of a first build. */
    void publish() {
        await();
        inFlight = CompletableFuture.runAsync(() -> persist(ViewWriter::publish), thread);
    }

    /** Remembers that the view was at the end of the log, if there is nothing else to do. */
    void caughtUp(long atMs) {
        if (!busy()) {
            inFlight = CompletableFuture.runAsync(() -> persist(writer -> writer.caughtUp(atMs)), thread);
        }
    }

    /** Finishes what was handed over and closes the writer. */
    @Override
    public void close() {
        end();
        try {
            thread.submit(this::closeWriter).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            thread.shutdown();
        }
    }

    private void write(WriteBatch batch) {
        persist(writer -> {
            long from = System.nanoTime();
            writer.commit(batch);
            metrics.committed(Duration.ofNanos(System.nanoTime() - from), writer.size());
        });
        progress.writes(writer().generation());
        progress.shows(batch.positions());
        if (!writer().building()) {
            metrics.readable(batch.ledger(), clock.millis());
        }
    }

    private void persist(Consumer<ViewWriter> work) {
        ViewWriter open = writer();
        patience.until(() -> {
            work.accept(open);
            return open;
        });
    }

    private <T> T ask(Supplier<T> question) {
        await();
        try {
            return CompletableFuture.supplyAsync(question, thread).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private ViewWriter opened(ViewWriter next) {
        writer = next;
        metrics.opened(next.size());
        progress.writes(next.generation());
        return next;
    }

    private ViewWriter writer() {
        ViewWriter open = writer;
        if (open == null) {
            throw new IllegalStateException("no view is open");
        }
        return open;
    }

    private void closeWriter() {
        ViewWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
