package dev.credence.core.evidence;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Quantiles of the Beta distribution. Thread-safe. */
public final class BetaQuantile {
    private BetaQuantile() {}

    /** x with P(X ≤ x) = p for X ~ Beta(alpha, beta). */
    public static double of(double p, double alpha, double beta) {
        return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(p);
    }
}
