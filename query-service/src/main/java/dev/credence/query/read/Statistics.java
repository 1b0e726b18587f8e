package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a process at one time. What this process did not measure is null.
 *
 * @param cache null without a view
 * @param ledger empty without a view
 * @param batches null if neither a ledger nor a processor is here
 */
public record Statistics(
        long asOfMs,
        @Nullable ViewInfo view,
        @Nullable ReadStatistics reads,
        @Nullable CacheStatistics cache,
        List<LedgerEntry> ledger,
        Operations.@Nullable Summary operations,
        @Nullable Freshness freshness,
        @Nullable Batches batches,
        @Nullable List<CodecBytes> codecs) {

    /** Of a process that reads a view. */
    public static Statistics of(
            long asOfMs, PatternReads reads, Operations.@Nullable Summary operations, ServingStatus status) {
        List<LedgerEntry> ledger = reads.ledger();
        return new Statistics(
                asOfMs,
                reads.info(),
                reads.statistics(),
                reads.cacheStatistics(),
                ledger,
                operations,
                status.freshness(),
                Batches.of(ledger),
                status.codecs());
    }

    /** Of a process that does nothing but answer requests, and reads no view. */
    public static Statistics ofOperations(long asOfMs, Operations.Summary operations) {
        return new Statistics(asOfMs, null, null, null, List.of(), operations, null, null, null);
    }
}
