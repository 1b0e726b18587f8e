package dev.credence.query.cache;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entries by id, within bounds. Knows nothing of validity. Thread-safe. */
interface Store<E extends Entry> {
    /** Counts as a read for the policy. */
    @Nullable
    E get(String id);

    /** The same without counting as a read, where the policy can tell. */
    @Nullable
    E peek(String id);

    /** Holds {@code entry}, unless one of a later commit is held; may drop it, or others, at once. */
    void put(String id, E entry);

    /** Shows each entry, in no order; what changes meanwhile is shown or not. O(entries). */
    void visit(Consumer<? super E> visitor);

    /** Drops all. */
    void clear();

    /** Drops what is over the bounds or over its time. */
    void trim();

    long entries();

    /** As its entries estimate it. O(entries). */
    long bytes();

    /** How many entries went because there was no room or their time was over. */
    long evictions();
}
