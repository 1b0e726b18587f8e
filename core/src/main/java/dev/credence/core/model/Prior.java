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

    /** Pseudo-successes. */
    public double alpha() {
        return mean * strength;
    }

    /** Pseudo-failures. */
    public double beta() {
        return (1.0 - mean) * strength;
    }
}
