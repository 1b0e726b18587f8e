package dev.credence.query.ranking;

import java.util.Arrays;

/**
 * The evidence that is known to give a lower bound below the bar of one list, so that the lower bounds of most rows need not
 * be computed. Not thread-safe.
 */
final class BeatenEvidence {
    /*
     * Of rows with one prior none has a greater lower bound than the one with the most successes and the fewest failures.
     * So for a prior and so many failures at least there is a number of successes up to which all is known to be beaten,
     * and another from which on it was tried in vain; between them one quantile is looked at and moves one of them. The bar
     * only rises: what is beaten stays so, what was tried in vain is tried again.
     *
     * Failures are rounded down: to 0, which does for most rows, else to 4 bits of the significand, steps of 3 to 6 %.
     * Successes are rounded up to 6 bits, so that quantiles computed for one list serve the next, whatever its time is. Both
     * are steps of the evidence, not of the Beta's parameters: rows whose evidence has decayed to 1e-8 are told apart as
     * well as fresh ones, down to 1e-12, where the margin for what is computed hides them.
     *
     * One slot for each remainder of a hash; a place that comes later takes it. Rows whose prior has no number of its own
     * count as evidence on top of none: right, too, but of little use where theirs has decayed.
     */
    private static final int SLOT_BITS = 13;
    private static final int CELL_BITS = 16;
    private static final int CELL_SHIFT = Long.SIZE - CELL_BITS;
    private static final int STEP_SHIFT = 52 - 6;
    private static final int NO_PLACE = -1;
    private static final int GOLDEN = 0x9E3779B9;

    private final Priors priors;
    private final LowerBounds bounds;
    private final int[] places = new int[1 << SLOT_BITS];
    private final double[] beaten = new double[1 << SLOT_BITS];
    private final double[] triedInVain = new double[1 << SLOT_BITS];
    private final double[] triedAt = new double[1 << SLOT_BITS];

    BeatenEvidence(Priors priors, LowerBounds bounds) {
        this.priors = priors;
        this.bounds = bounds;
        Arrays.fill(places, NO_PLACE);
    }

    /**
     * Whether the lower bound that would be computed is below {@code bar}; false where that is not known.
     *
     * @param prior its number
     * @param bar not below what it was in the call before
     */
    boolean holds(int prior, double successes, double failures, double bar) {
        return isBeaten(prior, successes, 0, bar)
                || isBeaten(prior, successes, (int) (Double.doubleToRawLongBits(failures) >>> CELL_SHIFT), bar);
    }

    /** @param cell the first bits of the failures */
    private boolean isBeaten(int prior, double successes, int cell, double bar) {
        int slot = slot((prior << CELL_BITS) | cell);
        if (successes <= beaten[slot]) {
            return true;
        }
        if (successes >= triedInVain[slot] && bar <= triedAt[slot]) {
            return false;
        }
        double alpha = priors.alpha(prior);
        double most = roundedUp(successes);
        double failures = Double.longBitsToDouble((long) cell << CELL_SHIFT);
        if (bounds.ceiling(alpha, alpha + most, priors.beta(prior) + failures) < bar) {
            beaten[slot] = most;
            return true;
        }
        triedInVain[slot] = successes;
        triedAt[slot] = bar;
        return false;
    }

    private static double roundedUp(double value) {
        long bits = Double.doubleToRawLongBits(value) + (1L << STEP_SHIFT) - 1;
        return Double.longBitsToDouble((bits >>> STEP_SHIFT) << STEP_SHIFT);
    }

    private int slot(int place) {
        int slot = (place * GOLDEN) >>> (Integer.SIZE - SLOT_BITS);
        if (places[slot] != place) {
            places[slot] = place;
            beaten[slot] = -1.0;
            triedInVain[slot] = Double.POSITIVE_INFINITY;
        }
        return slot;
    }
}
