package dev.credence.storage;

import org.jspecify.annotations.Nullable;

/** The commits of a view, in whatever process they are made, as they become visible. Used by one thread at a time. */
public interface ChangeFeed extends AutoCloseable {
    /**
     * What was committed since the last call; null if nothing was. The first call, and the first after a failure, tells
     * {@link Changes.Anew}. Costs microseconds when there is nothing to tell.
     *
     * @throws ViewNotReadyException if there is no published view
     * @throws ViewException if it cannot be read
     */
    @Nullable
    Changes poll();

    @Override
    void close();
}
