package dev.credence.storage;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;

/**
 * What a pattern's row takes from its evidence.
 *
 * @param evidence of all partitions
 * @param mean the confidence at the last event, rounded
 * @param lowerBound at the same time, rounded
 */
record HotValue(Evidence evidence, double mean, double lowerBound) {

    /** Of {@code evidence}, with the prior of {@code state}. The quantile in it is what takes time: see {@link RowWriter}. */
    static HotValue of(Evidence evidence, RowState state) {
        Prior prior = state.prior == null ? Prior.UNIFORM : state.prior;
        Confidence confidence = Confidence.of(evidence, prior, Math.max(0, evidence.lastEventMs()));
        return new HotValue(evidence, rounded(confidence.mean()), rounded(confidence.lowerBound()));
    }

    /** To 1/256, so that the indexes rest while a mean moves little. */
    private static double rounded(double value) {
        return Math.rint(value * 256) / 256;
    }
}
