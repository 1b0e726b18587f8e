package dev.credence.core.evidence;

/**
 * What time does to evidence of one half-life: turns sums as of the start of a block into weights at a time. One for many
 * patterns. Immutable and thread-safe.
 */
public final class Ageing {
    private final long block;
    private final double withinBlock;

    /** @param atMs the time that weights are wanted for, Unix milliseconds */
    public Ageing(long halfLifeMs, long atMs) {
        this.block = Units.block(atMs, halfLifeMs);
        this.withinBlock = Math.pow(2.0, -((double) Math.floorMod(atMs, halfLifeMs) / halfLifeMs));
    }

    /**
     * The weight, in outcomes of weight 1.
     *
     * @param sum in units of 2^-30, as of the start of {@code from}
     * @param from the number of a block
     */
    public double weight(double sum, long from) {
        // Clamped where a double has long been 0, and where it is still finite: long before the events a sum is huge,
        // but a mean is still a mean.
        long exponent = Math.max(-2_000L, Math.min(900L, from - block - Units.UNIT_BITS));
        return Math.scalb(sum, (int) exponent) * withinBlock;
    }
}
