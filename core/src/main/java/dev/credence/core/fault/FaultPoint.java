package dev.credence.core.fault;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a fault can be injected, in the order of the data's way. Each is passed at most a few times a batch;
 * without a {@link FaultInjector} on the class path, passing compiles to nothing. Thread-safe.
 */
public enum FaultPoint {
    /** A processor's store begins. */
    STORE_INIT,
    /** Some of a store was read back from its changelog. */
    STORE_RESTORE,
    /** A batch ends; nothing of it is written yet. */
    FLUSH_BEGINS,
    /** All rows of the batch and its ledger are handed to the producer. */
    FLUSH_ENDS,
    /** The broker has acknowledged the records of the batch; its transaction is open. */
    PRODUCER_FLUSHED,
    /** The offsets are part of the transaction. */
    OFFSETS_SENT,
    /** The transaction is committed; the thread does not know yet. */
    TRANSACTION_COMMITTED,
    /** The thread knows, and notes where its stores stand. */
    STORE_CHECKPOINT,
    /** A processor's store ends. */
    STORE_CLOSE,
    /** The view's file is opened by its writer. */
    VIEW_OPENED,
    /** SQLite's transaction is open and empty. */
    VIEW_BEGUN,
    /** Its rows are written, its offsets and its commit-log row are not. */
    VIEW_ROWS_WRITTEN,
    /** All of it is written; it is not committed. */
    VIEW_WRITTEN,
    /** SQLite has committed. */
    VIEW_COMMITTED,
    /** The write-ahead log is about to be copied into the file. */
    VIEW_CHECKPOINT_BEGINS,
    /** It was. */
    VIEW_CHECKPOINT_ENDS,
    /** A new generation is whole; the link does not point to it yet. */
    VIEW_BUILT,
    /** The view's writer ends. */
    VIEW_CLOSE;

    private static final @Nullable FaultInjector INJECTOR =
            ServiceLoader.load(FaultInjector.class).findFirst().orElse(null);

    /** This moment has come. */
    public void passed() {
        if (INJECTOR != null) {
            INJECTOR.passed(this);
        }
    }
}
