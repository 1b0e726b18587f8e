package dev.credence.processor.replay;

import dev.credence.core.ledger.LedgerRow;
import org.apache.kafka.common.TopicPartition;

/** The fates of one source partition's records in a fold. Confined to one thread. */
final class Tally {
    private long applied;
    private long deadLettered;
    private long lastAppendMs = -1;

    void applied(long appendMs) {
        applied++;
        lastAppendMs = Math.max(lastAppendMs, appendMs);
    }

    void deadLettered(long appendMs) {
        deadLettered++;
        lastAppendMs = Math.max(lastAppendMs, appendMs);
    }

    long applied() {
        return applied;
    }

    long deadLettered() {
        return deadLettered;
    }

    /** As the ledger of a processor would state it. */
    LedgerRow row(TopicPartition source, long nextOffset) {
        return new LedgerRow(
                source.topic(),
                "",
                nextOffset,
                applied + deadLettered,
                applied,
                0,
                deadLettered,
                1,
                0,
                -1,
                -1,
                lastAppendMs,
                false);
    }
}
