package dev.credence.client.contract;

import org.jspecify.annotations.Nullable;

/**
 * How whoever reads is doing, in figures. What was not measured is null.
 *
 * @param asOfMs Unix milliseconds
 * @param hitRate reads of existing ids that ran no SQL, 0 to 1
 * @param l1HitRate of the reads that came to the level, 0 to 1; likewise the others
 * @param freshnessP99Ms from a record's append to its being readable
 * @param operationsPerSecond requests that the service answered, on average since its start
 * @param saved how much smaller bodies are stored than they were, 0 to 1
 * @param json the whole document, as {@code GET /v1/stats} answers it
 */
public record Report(
        long asOfMs,
        @Nullable Long patterns,
        @Nullable Double hitRate,
        @Nullable Double l1HitRate,
        @Nullable Double l2HitRate,
        @Nullable Double l3HitRate,
        @Nullable Double freshnessP99Ms,
        @Nullable Double operationsPerSecond,
        @Nullable Double saved,
        String json) {}
