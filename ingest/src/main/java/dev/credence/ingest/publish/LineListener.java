package dev.credence.ingest.publish;

import dev.credence.ingest.lines.LineError;

/**
 * Hears what becomes of each line: in the order of the lines, one call at a time, on one thread that is neither the
 * caller's nor the producer's. While it takes its time, reading waits.
 */
public interface LineListener {
    /** A line was not taken: it could not be read, broke a rule, or Kafka did not take it. */
    void rejected(LineError error);

    /** A line was acknowledged. */
    default void acked(long line, Receipt receipt) {}
}
