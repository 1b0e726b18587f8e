package dev.credence.core.evidence;

/**
 * The integers in which evidence is counted. One outcome of weight w at the fraction i/65536 of its half-life block
 * contributes {@code round(1024 w) · round(2^(i/65536) · 2^20)} units of 2^-30. Thread-safe.
 */
public final class Units {
    /** The unit is 2^-30: 10 bits of weight, 20 of growth. */
    static final int UNIT_BITS = 30;

    private static final int FRACTIONS = 1 << 16;
    private static final double WEIGHT_UNITS = 1 << 10;
    private static final double GROWTH_UNITS = 1 << 20;

    /** 2^(i/65536) · 2^20, correctly rounded (a test compares each entry with arbitrary precision). */
    private static final int[] GROWTH = growthTable();

    private Units() {}

    /** The number of the half-life block that {@code timeMs} falls into. */
    public static long block(long timeMs, long halfLifeMs) {
        return Math.floorDiv(timeMs, halfLifeMs);
    }

    /**
     * What one outcome contributes to its block's sum; between 2^20 and 2^42.
     *
     * @param weight in (0, 1000]
     * @param timeMs Unix milliseconds
     * @param halfLifeMs see {@link HalfLives}
     */
    public static long contribution(double weight, long timeMs, long halfLifeMs) {
        long units = Math.max(1L, Math.round(weight * WEIGHT_UNITS));
        return units * growth((int) (Math.floorMod(timeMs, halfLifeMs) * FRACTIONS / halfLifeMs));
    }

    /** T[i] for i in [0, 65536). */
    static int growth(int fraction) {
        return GROWTH[fraction];
    }

    private static int[] growthTable() {
        int[] table = new int[FRACTIONS];
        for (int i = 0; i < FRACTIONS; i++) {
            table[i] = (int) Math.round(StrictMath.pow(2.0, (double) i / FRACTIONS) * GROWTH_UNITS);
        }
        return table;
    }
}
