package dev.credence.core.evidence;

import dev.credence.core.model.Prior;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** The definition of evidence once more, in big numbers and without a thought for speed: what tests compare with. */
final class ExactEvidence {
    private static final MathContext DIGITS = new MathContext(40);
    private static final BigInteger CAP = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int GROWTH_BITS = 160;

    /** 2^(1/2^k) for k = 1 to 64. */
    private static final BigDecimal[] ROOTS = roots();

    private static final BigInteger[] FIXED_ROOTS = fixedRoots();

    private final long halfLife;
    private final TreeMap<Long, BigInteger[]> blocks = new TreeMap<>();

    ExactEvidence(long halfLife) {
        this.halfLife = halfLife;
    }

    void fold(boolean success, double weight, long at) {
        BigInteger units = new BigDecimal(weight)
                .multiply(BigDecimal.valueOf(1024))
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger()
                .max(BigInteger.ONE);
        long fraction = BigInteger.valueOf(Math.floorMod(at, halfLife))
                .shiftLeft(16)
                .divide(BigInteger.valueOf(halfLife))
                .longValueExact();
        BigInteger[] sums = blocks.computeIfAbsent(
                Math.floorDiv(at, halfLife), b -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
        int side = success ? 0 : 1;
        sums[side] = sums[side].add(units.multiply(BigInteger.valueOf(growth((int) fraction))));
    }

    /** Block number to sums, as they must be stored. */
    Map<Long, long[]> stored() {
        Map<Long, long[]> stored = new TreeMap<>();
        if (!blocks.isEmpty()) {
            blocks.tailMap(blocks.lastKey() - 40)
                    .forEach((number, sums) -> stored.put(number, new long[] {
                        sums[0].min(CAP).longValueExact(), sums[1].min(CAP).longValueExact()
                    }));
        }
        return stored;
    }

    BigDecimal mean(Prior prior, long at) {
        BigDecimal alpha = new BigDecimal(prior.mean()).multiply(new BigDecimal(prior.strength()));
        BigDecimal beta =
                BigDecimal.ONE.subtract(new BigDecimal(prior.mean())).multiply(new BigDecimal(prior.strength()));
        BigDecimal successes = alpha.add(weight(0, at));
        return successes.divide(successes.add(beta).add(weight(1, at)), DIGITS);
    }

    private BigDecimal weight(int side, long at) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal decay = BigDecimal.ONE.divide(
                power(BigDecimal.valueOf(Math.floorMod(at, halfLife)).divide(BigDecimal.valueOf(halfLife), DIGITS)),
                DIGITS);
        for (var block : stored().entrySet()) {
            int exponent = Math.toIntExact(block.getKey() - Math.floorDiv(at, halfLife) - 30);
            BigDecimal factor = BigDecimal.valueOf(2).pow(exponent, DIGITS);
            sum = sum.add(BigDecimal.valueOf(block.getValue()[side]).multiply(factor));
        }
        return sum.multiply(decay, DIGITS);
    }

    /** 2^exponent for an exponent in [0, 1), by the roots of its binary digits. */
    private static BigDecimal power(BigDecimal exponent) {
        BigDecimal rest = exponent;
        BigDecimal product = BigDecimal.ONE;
        for (BigDecimal root : ROOTS) {
            rest = rest.add(rest);
            if (rest.compareTo(BigDecimal.ONE) >= 0) {
                rest = rest.subtract(BigDecimal.ONE);
                product = product.multiply(root, DIGITS);
            }
        }
        return product;
    }

    /** round(2^(i/65536) * 2^20); fails if 160 bits do not decide it. */
    static int growth(int i) {
        BigInteger low = BigInteger.ONE.shiftLeft(GROWTH_BITS);
        for (int k = 0; k < 16; k++) {
            if ((i >> (15 - k) & 1) == 1) {
                low = low.multiply(FIXED_ROOTS[k]).shiftRight(GROWTH_BITS);
            }
        }
        // 16 roots and 16 products, each short by less than two units in the last place.
        int rounded = round(low);
        if (rounded != round(low.add(BigInteger.valueOf(256)))) {
            throw new AssertionError("T[" + i + "] is not decided");
        }
        return rounded;
    }

    private static int round(BigInteger fixed) {
        return fixed.add(BigInteger.ONE.shiftLeft(GROWTH_BITS - 21))
                .shiftRight(GROWTH_BITS - 20)
                .intValueExact();
    }

    private static BigInteger[] fixedRoots() {
        BigInteger[] roots = new BigInteger[16];
        BigInteger root = BigInteger.TWO.shiftLeft(GROWTH_BITS);
        for (int k = 0; k < roots.length; k++) {
            root = root.shiftLeft(GROWTH_BITS).sqrt();
            roots[k] = root;
        }
        return roots;
    }

    private static BigDecimal[] roots() {
        BigDecimal[] roots = new BigDecimal[64];
        BigDecimal root = BigDecimal.valueOf(2);
        for (int k = 0; k < roots.length; k++) {
            root = root.sqrt(DIGITS);
            roots[k] = root;
        }
        return roots;
    }
}
