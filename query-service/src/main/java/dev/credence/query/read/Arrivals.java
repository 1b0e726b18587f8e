package dev.credence.query.read;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.rules.Reason;
import dev.credence.storage.LedgerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the view has passed a receipt. However many wait, the ledger is read by one thread, every few
 * milliseconds, and only while somebody waits. Thread-safe.
 */
public final class Arrivals implements AutoCloseable {
    private static final long POLL_MS = 5;
    private static final int MOST_WAITERS = 10_000;

    private final PatternReads reads;
    private final ScheduledExecutorService scheduler;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Confined to the scheduler's thread. */
    private final List<Waiter> waiters = new ArrayList<>();

    private static final class Waiter {
        final Receipt receipt;
        final long deadlineNanos;
        final CompletableFuture<Arrival> arrival = new CompletableFuture<>();

        /** Kafka's id of the receipt's topic when the ledger first named it. Confined to the scheduler's thread. */
        @Nullable
        String topicId;

        Waiter(Receipt receipt, long deadlineNanos) {
            this.receipt = receipt;
            this.deadlineNanos = deadlineNanos;
        }

        /** Whether the ledger is now of another topic of that name: what the receipt stands for is in neither. */
        boolean hasOutlived(LedgerRow row) {
            if (topicId == null) {
                topicId = row.topicId();
            }
            return !topicId.equals(row.topicId());
        }
    }

    public Arrivals(PatternReads reads) {
        this.reads = reads;
        this.scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "credence-arrivals");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Completes when the view's ledger has passed {@code receipt}, or {@code wait} is over; fails as reading the ledger
     * fails.
     *
     * @throws RejectedExecutionException if too many wait already, or after {@link #close}
     */
    public CompletionStage<Arrival> await(Receipt receipt, Duration wait) {
        if (waiting.incrementAndGet() > MOST_WAITERS) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("more than " + MOST_WAITERS + " requests wait for their receipts");
        }
        Waiter waiter = new Waiter(receipt, System.nanoTime() + wait.toNanos());
        try {
            scheduler.execute(() -> join(waiter));
        } catch (RejectedExecutionException closed) {
            waiting.decrementAndGet();
            throw closed;
        }
        return waiter.arrival;
    }

    private void join(Waiter waiter) {
        boolean polling = !waiters.isEmpty();
        waiters.add(waiter);
        if (!polling) {
            poll();
        }
    }

    private void poll() {
        try {
            SourceTopics topics = SourceTopics.of(reads.info().identity().topicsPrefix());
            List<LedgerEntry> ledger = reads.ledger();
            long now = System.nanoTime();
            waiters.removeIf(waiter -> settle(waiter, judge(waiter, topics, ledger, now)));
        } catch (RuntimeException unreadable) {
            failAll(unreadable);
        }
        if (!waiters.isEmpty()) {
            ScheduledFuture<?> unused = scheduler.schedule(this::poll, POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void failAll(RuntimeException why) {
        waiters.forEach(waiter -> {
            waiting.decrementAndGet();
            waiter.arrival.completeExceptionally(why);
        });
        waiters.clear();
    }

    private boolean settle(Waiter waiter, @Nullable Arrival arrival) {
        if (arrival == null) {
            return false;
        }
        waiting.decrementAndGet();
        waiter.arrival.complete(arrival);
        return true;
    }

    /** Null: keep waiting. */
    private static @Nullable Arrival judge(Waiter waiter, SourceTopics topics, List<LedgerEntry> ledger, long now) {
        Receipt receipt = waiter.receipt;
        if (!topics.contains(receipt.topic())) {
            return new Arrival.Gone();
        }
        LedgerRow row = row(receipt, ledger);
        if (row != null && waiter.hasOutlived(row)) {
            return new Arrival.Gone();
        }
        long position = row == null ? 0 : row.nextOffset();
        if (row != null && position > receipt.offset()) {
            Reason reason = row.refusalOf(receipt.offset());
            return reason == null ? new Arrival.Passed() : new Arrival.Refused(reason);
        }
        return now - waiter.deadlineNanos < 0 ? null : new Arrival.NotYet(position, receipt.offset() + 1 - position);
    }

    private static @Nullable LedgerRow row(Receipt receipt, List<LedgerEntry> ledger) {
        for (LedgerEntry entry : ledger) {
            if (entry.partition() == receipt.partition() && entry.row().topic().equals(receipt.topic())) {
                return entry.row();
            }
        }
        return null;
    }

    /** Ends all waiting, as if too many waited. */
    @Override
    public void close() {
        scheduler.execute(() -> failAll(new RejectedExecutionException("the service is closing")));
        scheduler.shutdown();
    }
}
