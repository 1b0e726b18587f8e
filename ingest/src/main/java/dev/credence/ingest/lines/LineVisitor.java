package dev.credence.ingest.lines;

import dev.credence.core.model.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of an input, in their order.
 *
 * @param <T> a pattern or an outcome
 */
public interface LineVisitor<T> {
    /**
     * A good line.
     *
     * @param trace that the line names; null if it names none
     */
    void value(long line, T value, @Nullable TraceParent trace);

    /** A bad line; the next ones follow all the same. */
    void error(LineError error);
}
