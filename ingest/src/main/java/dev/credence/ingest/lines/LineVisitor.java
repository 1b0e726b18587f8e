package dev.credence.ingest.lines;

/**
 * Takes the lines of an input, in their order.
 *
 * @param <T> a pattern or an outcome
 */
public interface LineVisitor<T> {
    /** A good line. */
    void value(long line, T value);

    /** A bad line; the next ones follow all the same. */
    void error(LineError error);
}
