package dev.credence.processor.ledger;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Asks the log itself whether offsets that were not seen hold records, or only markers and what retention took. */
@FunctionalInterface
public interface GapProbe {
    /** The offset of the first committed record in [{@code from}, {@code to}); empty if there is none. */
    OptionalLong firstRecord(TopicPartition partition, long from, long to);
}
