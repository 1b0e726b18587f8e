package dev.credence.storage;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import org.jspecify.annotations.Nullable;

/**
 * What lists are made of: one pattern that has a body.
 *
 * @param prior null if its body states none
 * @param evidence of all partitions together; empty if there were no outcomes
 * @param usage how many outcomes were ever counted
 * @param lastUsedMs time of the latest outcome; -1 if there is none
 */
public record RankedRow(
        long row,
        String id,
        String type,
        @Nullable Prior prior,
        Evidence evidence,
        long usage,
        long lastUsedMs,
        long createdAtMs,
        long updatedAtMs) {}
