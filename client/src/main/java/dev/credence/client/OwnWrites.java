package dev.credence.client;

import dev.credence.ingest.publish.Receipt;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a client wrote and may not be readable yet: the last write of each id, for those who read what they wrote, and the
 * greatest receipt of each partition, for those who flush. Thread-safe.
 */
final class OwnWrites {
    /** The ids written last; an older one is no longer waited for. */
    private static final int MOST_IDS = 100_000;

    private final boolean byId;
    private final LongAdder acked = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<Place, Receipt> greatest = new HashMap<>();
    private final Map<String, CompletableFuture<Receipt>> last = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Receipt>> eldest) {
            return size() > MOST_IDS;
        }
    };
    private long failedSinceFlush;

    private record Place(String topic, int partition) {}

    /** @param byId whether the last write of each id is kept */
    OwnWrites(boolean byId) {
        this.byId = byId;
    }

    /** Notes a write that is under way. */
    CompletionStage<Receipt> add(String id, CompletionStage<Receipt> write) {
        CompletableFuture<Receipt> noted =
                write.whenComplete((receipt, failure) -> settled(receipt)).toCompletableFuture();
        if (byId) {
            synchronized (last) {
                // A later write of the id goes to the end, as the eldest entries go first.
                last.remove(id);
                last.put(id, noted);
            }
        }
        return noted;
    }

    /**
     * Waits until the last write of {@code id} is readable.
     *
     * @throws CredenceException {@code not-yet} if it is not within {@code wait}
     */
    void await(String id, Reads reads, Duration wait) {
        CompletableFuture<Receipt> write;
        synchronized (last) {
            write = last.get(id);
        }
        if (write == null) {
            return;
        }
        long deadline = System.nanoTime() + wait.toNanos();
        Receipt receipt = receipt(write, wait);
        if (receipt != null && !reads.await(List.of(receipt), Duration.ofNanos(deadline - System.nanoTime()))) {
            throw notYet(id, wait);
        }
        synchronized (last) {
            last.remove(id, write);
        }
    }

    void await(Collection<String> ids, Reads reads, Duration wait) {
        ids.forEach(id -> await(id, reads, wait));
    }

    /** The greatest receipts, one a partition. */
    Collection<Receipt> greatest() {
        synchronized (greatest) {
            return List.copyOf(greatest.values());
        }
    }

    /**
     * Says once that writes have failed since the last call.
     *
     * @throws CredenceException if some did
     */
    void requireNoneFailed() {
        long count;
        synchronized (greatest) {
            count = failedSinceFlush;
            failedSinceFlush = 0;
        }
        if (count > 0) {
            throw new CredenceException(
                    "failed-writes", count + " writes were not stored; the stage of each write says why");
        }
    }

    long acked() {
        return acked.sum();
    }

    long failed() {
        return failed.sum();
    }

    private void settled(@Nullable Receipt receipt) {
        if (receipt == null) {
            failed.increment();
            synchronized (greatest) {
                failedSinceFlush++;
            }
            return;
        }
        acked.increment();
        synchronized (greatest) {
            greatest.merge(
                    new Place(receipt.topic(), receipt.partition()),
                    receipt,
                    (one, other) -> one.offset() >= other.offset() ? one : other);
        }
    }

    /** Null if the write failed, which its own stage has told. */
    private static @Nullable Receipt receipt(CompletableFuture<Receipt> write, Duration wait) {
        try {
            return write.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            return null;
        } catch (TimeoutException e) {
            throw new CredenceException(CredenceException.NOT_YET, "the write is not acknowledged after " + wait, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredenceException(CredenceException.NOT_YET, "interrupted while waiting for a write", e);
        }
    }

    private static CredenceException notYet(String id, Duration wait) {
        return new CredenceException(
                CredenceException.NOT_YET,
                "what was written to " + id + " is acknowledged, but not readable after " + wait
                        + "; see behind_ms in /readyz");
    }
}
