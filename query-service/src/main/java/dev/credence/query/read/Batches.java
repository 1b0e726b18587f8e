package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import java.util.List;

/**
 * Batches of the processor.
 *
 * @param count of each source partition, those that had a record of it
 * @param events records in them
 * @param rows written on account of them
 */
public record Batches(long count, long events, long rows) {
    /** All that the ledger knows of. */
    public static Batches of(List<LedgerEntry> ledger) {
        long count = 0;
        long events = 0;
        long rows = 0;
        for (LedgerEntry entry : ledger) {
            count += entry.row().batches();
            events += entry.row().consumed();
            rows += entry.row().rows();
        }
        return new Batches(count, events, rows);
    }
}
