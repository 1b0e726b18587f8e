package dev.credence.processor.startup;

import dev.credence.processor.ledger.LostRecordsException;
import dev.credence.processor.ledger.RefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when a stream thread dies: what trying again cannot change ends the processor; anything else gets a new
 * thread, which reads again from where the ledger ends, ever less often while it keeps dying. Thread-safe.
 */
public final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(5);
    private static final int LOSSES_BELIEVED = 5;

    private final CountDownLatch closing;
    private final Supplier<@Nullable RefusedException> changed;
    private final Consumer<Thread> replaced;
    private @Nullable Throwable failure;
    private int inARow;
    private final Map<TopicPartition, Integer> losses = new HashMap<>();
    private long lastNanos = System.nanoTime();

    /**
     * @param closing counted down when the processor is closed: ends pauses
     * @param changed asked whether the processor may go on at all; null if nothing is known against it
     * @param replaced told of a thread that is about to end, and gets a successor
     */
    public ThreadFailures(
            CountDownLatch closing, Supplier<@Nullable RefusedException> changed, Consumer<Thread> replaced) {
        this.closing = closing;
        this.changed = changed;
        this.replaced = replaced;
    }

    /** Why the processor ended by itself; null if it did not. */
    public synchronized @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        Throwable refusal = refusal(exception);
        if (refusal == null && closing.getCount() > 0) {
            refusal = changed.get();
        }
        if (refusal != null || isLastLoss(exception)) {
            Throwable cause = refusal == null ? exception : refusal;
            fail(cause);
            LOG.error("The processor stops: {}", cause.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = nextPause();
        LOG.warn("A stream thread died and is replaced in {} ms.", pause.toMillis(), exception);
        await(pause);
        replaced.accept(Thread.currentThread());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    private synchronized boolean isLastLoss(Throwable exception) {
        if (!(find(exception, LostRecordsException.class) instanceof LostRecordsException loss)) {
            return false;
        }
        return losses.merge(loss.partition(), 1, Integer::sum) >= LOSSES_BELIEVED;
    }

    private synchronized Duration nextPause() {
        long now = System.nanoTime();
        if (now - lastNanos > CALM.toNanos()) {
            inARow = 0;
            losses.clear();
        }
        lastNanos = now;
        Duration pause = inARow == 0 ? Duration.ZERO : Duration.ofMillis(100L << Math.min(inARow, 16));
        inARow++;
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void await(Duration pause) {
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Throwable refusal(Throwable exception) {
        return find(exception, RefusedException.class);
    }

    private static @Nullable Throwable find(Throwable exception, Class<? extends Throwable> kind) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
