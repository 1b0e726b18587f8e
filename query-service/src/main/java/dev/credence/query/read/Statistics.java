package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a process at one time. What this process did not measure is null.
 *
 * @param cache null without a view
 * @param ledger empty without a view
 * @param behindMs how far the view is behind the log
 * @param batches null if neither a ledger nor a processor is here
 * @param deadLetters refused and kept since the process began, by reason
 */
public record Statistics(
        long asOfMs,
        @Nullable ViewInfo view,
        @Nullable ReadStatistics reads,
        @Nullable CacheStatistics cache,
        List<LedgerEntry> ledger,
        Operations.@Nullable Summary operations,
        @Nullable Freshness freshness,
        @Nullable Long behindMs,
        @Nullable Batches batches,
        @Nullable Map<String, Long> deadLetters,
        @Nullable List<CodecBytes> codecs) {

    /** Of a process that reads a view. */
    public static Statistics of(
            long asOfMs, PatternReads reads, Operations.@Nullable Summary operations, ServingStatus status) {
        List<LedgerEntry> ledger = reads.ledger();
        ViewInfo view = reads.info();
        return new Statistics(
                asOfMs,
                view,
                reads.statistics(),
                reads.cacheStatistics(),
                ledger,
                operations,
                status.freshness(),
                status.behindMs(view, asOfMs),
                Batches.of(ledger),
                status.deadLetters(),
                status.codecs());
    }

    /** Of a process that does nothing but answer requests, and reads no view. */
    public static Statistics ofOperations(long asOfMs, Operations.Summary operations) {
        return new Statistics(asOfMs, null, null, null, List.of(), operations, null, null, null, null, null);
    }
}
