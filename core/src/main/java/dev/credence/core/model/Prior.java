package dev.credence.core.model;

/**
 * What is believed of a pattern before any outcome: Beta(mean·strength, (1−mean)·strength).
 *
 * @param mean in (0, 1)
 * @param strength in pseudo-outcomes, in (0, 10^6]
 */
public record Prior(double mean, double strength) {
    /** Beta(1, 1): nothing is known. */
    public static final Prior UNIFORM = new Prior(0.5, 2.0);

    /** Pseudo-successes; above 0. */
    public double alpha() {
        return positive(mean * strength);
    }

    /** Pseudo-failures; above 0. */
    public double beta() {
        return positive((1.0 - mean) * strength);
    }

    /** The product of two that are allowed may be too small for a double, and there is no Beta distribution of 0. */
    private static double positive(double product) {
        return Math.max(Double.MIN_VALUE, product);
    }
}
