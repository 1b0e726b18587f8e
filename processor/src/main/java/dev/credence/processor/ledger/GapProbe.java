package dev.credence.processor.ledger;

import org.apache.kafka.common.TopicPartition;

/** Asks the log itself whether offsets that were not seen hold records, or only markers and what retention took. */
@FunctionalInterface
public interface GapProbe {
    /** Whether a committed record exists at an offset in [{@code from}, {@code to}). */
    boolean hasRecords(TopicPartition partition, long from, long to);
}
