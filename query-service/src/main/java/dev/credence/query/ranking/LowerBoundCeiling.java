package dev.credence.query.ranking;

import dev.credence.core.evidence.BetaQuantile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the 5 % quantile of a Beta distribution cannot exceed, in nanoseconds instead of the microseconds of the quantile
 * itself. Not thread-safe.
 */
final class LowerBoundCeiling {
    /*
     * Beta(a, b) is stochastically increasing in a and decreasing in b, so its quantile is at most that of the corner of a
     * grid which lies next to it: a rounded up, b rounded down. The grid is logarithmic: the exponent and the first bits of
     * the significand are a number's place in it, steps of 0.8 to 1.6 %. A corner is computed when first needed and kept:
     * it depends on no time. At most 1,280 x 1,280 floats, in practice those few where rows are.
     */
    private static final int SIGNIFICAND_BITS = 6;
    private static final int SHIFT = 52 - SIGNIFICAND_BITS;
    private static final int LEAST_EXPONENT = -4;
    private static final int GREATEST_EXPONENT = 16;
    private static final long BASE = Double.doubleToRawLongBits(Math.scalb(1.0, LEAST_EXPONENT)) >>> SHIFT;
    private static final int STEPS = (GREATEST_EXPONENT - LEAST_EXPONENT) << SIGNIFICAND_BITS;
    /** More than the quantile's error, and than what is lost where the quantile of a corner is that of the row. */
    private static final double MARGIN = 1 + 1e-5;

    /** By the place of a, then of b; NaN where nothing was computed yet. */
    private final float[] @Nullable [] corners = new float[STEPS + 1][];

    /** At least the quantile of Beta(alpha, beta), at most 1. */
    double of(double alpha, double beta) {
        long a = Math.max(0, step(alpha) + 1);
        long b = Math.min(STEPS, step(beta));
        if (a > STEPS || b < 0) {
            return 1.0;
        }
        float[] row = corners[(int) a];
        if (row == null) {
            row = new float[STEPS + 1];
            Arrays.fill(row, Float.NaN);
            corners[(int) a] = row;
        }
        float corner = row[(int) b];
        if (Float.isNaN(corner)) {
            corner = Math.nextUp((float) (BetaQuantile.lower(edge(a), edge(b)) * MARGIN));
            row[(int) b] = corner;
        }
        return Math.min(1.0, corner);
    }

    /** The last edge that is not greater than {@code value} has this place; negative below the grid. */
    private static long step(double value) {
        return (Double.doubleToRawLongBits(value) >>> SHIFT) - BASE;
    }

    private static double edge(long step) {
        return Double.longBitsToDouble((step + BASE) << SHIFT);
    }
}
