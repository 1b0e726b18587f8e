package dev.credence.core.evidence;

import dev.credence.core.model.Prior;

/**
 * The posterior Beta(a0 + S, b0 + F) at a time.
 *
 * @param mean its mean
 * @param lowerBound its 5 % quantile: what the success rate is above with 95 % certainty
 * @param strength S + F, the weighted outcomes without the prior
 * @param asOfMs the time it is valid for, Unix milliseconds
 */
public record Confidence(double mean, double lowerBound, double strength, long asOfMs) {
    /** The level of {@link #lowerBound}. */
    public static final double LOWER_LEVEL = 0.05;

    /** The confidence that {@code evidence} gives at {@code atMs}, starting from {@code prior}. */
    public static Confidence of(Evidence evidence, Prior prior, long atMs) {
        return of(evidence.successWeight(atMs), evidence.failureWeight(atMs), prior, atMs);
    }

    /** The confidence of weighted sums that are already aged to {@code atMs}. */
    public static Confidence of(double successWeight, double failureWeight, Prior prior, long atMs) {
        double alpha = prior.alpha() + successWeight;
        double beta = prior.beta() + failureWeight;
        return new Confidence(
                alpha / (alpha + beta), BetaQuantile.lower(alpha, beta), successWeight + failureWeight, atMs);
    }
}
