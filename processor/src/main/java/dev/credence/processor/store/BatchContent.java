package dev.credence.processor.store;

/** What was taken since the last commit and is not in the store yet. Confined to the stream thread. */
public interface BatchContent {
    /** Whether there is nothing to write. */
    boolean isEmpty();

    /** The time that written and forwarded records carry, Unix milliseconds, not negative. */
    long timestampMs();

    /** Writes everything, the ledger last; afterwards it is empty. */
    void flush();
}
