package dev.credence.client.contract;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;

/** The writing half: what it takes is on its way, and the listener told later. Thread-safe. */
public interface EventSink extends AutoCloseable {
    void store(Pattern pattern, WriteListener listener);

    void report(Outcome outcome, WriteListener listener);

    void delete(String id, WriteListener listener);

    /** Returns when the listener of each write taken before was told. */
    void flush();

    /** Flushes and ends. */
    @Override
    void close();
}
