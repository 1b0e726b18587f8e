package dev.credence.query.ranking;

import dev.credence.core.evidence.BetaQuantile;

/** The 5 % quantiles of Beta distributions, and what those of others cannot exceed. Not thread-safe. */
final class LowerBounds {
    /*
     * Where evidence has decayed to nothing, many rows have the very same parameters: those of their prior. So what was
     * computed of late is kept: one slot for each remainder of a hash, 384 KiB in all.
     */
    private static final int SLOT_BITS = 14;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Quantiles that differ by more than two errors are computed in their true order, too. */
    private static final double MARGIN = 1 + 2.5 * BetaQuantile.ERROR;

    private static final double FINE_MARGIN = 1 + 2.5 * BetaQuantile.FINE_ERROR;

    /** More than any number whose digits are too few to be exact in. */
    private static final double TINY = 1e-300;

    private final double[] alphas = new double[1 << SLOT_BITS];
    private final double[] betas = new double[1 << SLOT_BITS];
    private final double[] quantiles = new double[1 << SLOT_BITS];

    /** What {@link BetaQuantile#lower} gives. */
    double of(double alpha, double beta) {
        long hash = GOLDEN * (31 * Double.doubleToRawLongBits(alpha) + Double.doubleToRawLongBits(beta));
        int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
        if (alphas[slot] != alpha || betas[slot] != beta) {
            quantiles[slot] = BetaQuantile.lower(alpha, beta);
            alphas[slot] = alpha;
            betas[slot] = beta;
        }
        return quantiles[slot];
    }

    /**
     * At least what is computed for every Beta(a, b) with a from {@code leastAlpha} to {@code alpha} and b from
     * {@code beta} on: the quantile rises with a and falls with b, and the margin is for what is computed.
     */
    double ceiling(double leastAlpha, double alpha, double beta) {
        if (beta < BetaQuantile.LEAST) {
            return Double.POSITIVE_INFINITY;
        }
        boolean fine = leastAlpha >= BetaQuantile.FINE_LEAST
                && beta >= BetaQuantile.FINE_LEAST
                && alpha < BetaQuantile.FINE_MOST;
        double quantile = of(Math.max(alpha, BetaQuantile.LEAST), beta);
        return Math.max(TINY, quantile * (fine ? FINE_MARGIN : MARGIN));
    }
}
