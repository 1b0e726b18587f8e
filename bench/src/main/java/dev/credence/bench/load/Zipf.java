package dev.credence.bench.load;

import java.util.SplittableRandom;

/**
 * Ranks drawn with P(k) ∝ 1/(k+1)^s. Confined to one thread. O(log n) a draw, by inversion of the cumulative sums: exact,
 * unlike rejection samplers that fit a curve.
 */
public final class Zipf {
    private final double[] cumulative;
    private final SplittableRandom random;

    /**
     * @param size how many ranks
     * @param exponent s; 0 is uniform
     */
    public Zipf(int size, double exponent, SplittableRandom random) {
        this.random = random;
        cumulative = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulative[i] = sum;
        }
    }

    private Zipf(double[] cumulative, SplittableRandom random) {
        this.cumulative = cumulative;
        this.random = random;
    }

    /** The same distribution for another thread, drawn from {@code other}. */
    public Zipf drawnFrom(SplittableRandom other) {
        return new Zipf(cumulative, other);
    }

    /** A rank from 0, the most frequent, to size − 1. */
    public int next() {
        double wanted = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
