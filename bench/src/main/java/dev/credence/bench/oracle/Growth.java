package dev.credence.bench.oracle;

import java.math.BigInteger;

/** round(2^(i/65536) · 2^20) from square roots of integers; each is worked out when it is first asked for. */
final class Growth {
    private static final int FRACTIONS = 1 << 16;
    private static final int BITS = 160;
    private static final int UNIT_BITS = 20;

    /** 2^(1/2^k) for k from 1 to 16, in units of 2^-160, rounded down. */
    private static final BigInteger[] ROOTS = roots();

    private final int[] known = new int[FRACTIONS];

    /** @param fraction in [0, 65536) */
    int at(int fraction) {
        if (known[fraction] == 0) {
            known[fraction] = workedOut(fraction);
        }
        return known[fraction];
    }

    private static int workedOut(int fraction) {
        BigInteger power = BigInteger.ONE.shiftLeft(BITS);
        for (int k = 0; k < ROOTS.length; k++) {
            if ((fraction >> (ROOTS.length - 1 - k) & 1) == 1) {
                power = power.multiply(ROOTS[k]).shiftRight(BITS);
            }
        }
        // 16 roots and 16 products, each short by less than two units in the last place.
        int rounded = rounded(power);
        if (rounded != rounded(power.add(BigInteger.valueOf(256)))) {
            throw new ArithmeticException("160 bits do not decide T[" + fraction + "]");
        }
        return rounded;
    }

    private static int rounded(BigInteger power) {
        return power.add(BigInteger.ONE.shiftLeft(BITS - UNIT_BITS - 1))
                .shiftRight(BITS - UNIT_BITS)
                .intValueExact();
    }

    private static BigInteger[] roots() {
        BigInteger[] roots = new BigInteger[16];
        BigInteger root = BigInteger.TWO.shiftLeft(BITS);
        for (int k = 0; k < roots.length; k++) {
            root = root.shiftLeft(BITS).sqrt();
            roots[k] = root;
        }
        return roots;
    }
}
