package dev.credence.ingest.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of the bodies of all requests together, each from its first chunk to its answer: the limit of one says nothing
 * of a hundred at once. Thread-safe.
 */
final class BodyBudget {
    /**
     * A body takes up to twice its length, as a buffer that grows and then as what is known of its lines; the other half is
     * for what reads it and what Kafka has not taken yet.
     */
    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** A part of the heap; at least one body of {@code longest}. */
    static BodyBudget ofHeap(long longest) {
        return new BodyBudget(Math.max(longest, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    Share share() {
        return new Share();
    }

    long taken() {
        return taken.get();
    }

    private boolean take(long bytes) {
        long before = taken.get();
        while (before + bytes <= most) {
            if (taken.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** What one request holds. Confined to its event loop. */
    final class Share {
        private long held;
        private boolean over;

        /** Returns false, and takes nothing, if that were more than there is, or this was given back. */
        boolean take(int bytes) {
            if (over || !BodyBudget.this.take(bytes)) {
                return false;
            }
            held += bytes;
            return true;
        }

        void giveBack() {
            over = true;
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
