package dev.credence.bench.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcomes of one id, summed as the definition says and without a thought for speed: no block is dropped before the
 * end, no sum is capped before it is asked for. Confined to one thread.
 */
final class ExactEvidence {
    private static final MathContext DIGITS = new MathContext(40);
    private static final BigInteger CAP = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int BLOCKS_KEPT_BELOW_NEWEST = 40;
    private static final int UNIT_BITS = 30;

    private final Growth growth;
    private final long halfLifeMs;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private long successes;
    private long failures;
    private long lastEventMs = -1;

    ExactEvidence(Growth growth, long halfLifeMs) {
        this.growth = growth;
        this.halfLifeMs = halfLifeMs;
    }

    /** One half-life block: sums in units of 2^-30, and plain counts. */
    static final class Block {
        BigInteger successSum = BigInteger.ZERO;
        BigInteger failureSum = BigInteger.ZERO;
        long successes;
        long failures;
    }

    void add(boolean success, double weight, long occurredAtMs) {
        Block block = blocks.computeIfAbsent(Math.floorDiv(occurredAtMs, halfLifeMs), none -> new Block());
        BigInteger contribution = units(weight).multiply(BigInteger.valueOf(growth.at(fraction(occurredAtMs))));
        if (success) {
            successes++;
            block.successes++;
            block.successSum = block.successSum.add(contribution);
        } else {
            failures++;
            block.failures++;
            block.failureSum = block.failureSum.add(contribution);
        }
        lastEventMs = Math.max(lastEventMs, occurredAtMs);
    }

    long halfLifeMs() {
        return halfLifeMs;
    }

    long successes() {
        return successes;
    }

    long failures() {
        return failures;
    }

    long lastEventMs() {
        return lastEventMs;
    }

    /** The blocks that carry weight, by their number. */
    Map<Long, Block> carrying() {
        return blocks.isEmpty() ? blocks : blocks.tailMap(blocks.lastKey() - BLOCKS_KEPT_BELOW_NEWEST);
    }

    static BigInteger capped(BigInteger sum) {
        return sum.min(CAP);
    }

    /** The mean of the posterior of Beta(mean · strength, (1 - mean) · strength) at a time; 40 digits. */
    BigDecimal mean(BigDecimal priorMean, BigDecimal priorStrength, long asOfMs) {
        BigDecimal decay = decay(asOfMs);
        BigDecimal alpha = priorMean.multiply(priorStrength).add(weight(true, asOfMs, decay));
        BigDecimal beta =
                BigDecimal.ONE.subtract(priorMean).multiply(priorStrength).add(weight(false, asOfMs, decay));
        return alpha.divide(alpha.add(beta), DIGITS);
    }

    private BigDecimal weight(boolean success, long asOfMs, BigDecimal decay) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Long, Block> entry : carrying().entrySet()) {
            Block block = entry.getValue();
            int exponent = Math.toIntExact(entry.getKey() - Math.floorDiv(asOfMs, halfLifeMs) - UNIT_BITS);
            sum = sum.add(new BigDecimal(capped(success ? block.successSum : block.failureSum))
                    .multiply(BigDecimal.valueOf(2).pow(exponent, DIGITS)));
        }
        return sum.multiply(decay, DIGITS);
    }

    /** 2^-f for the part f of its half-life block that has gone by at a time, by square roots. */
    private BigDecimal decay(long asOfMs) {
        BigDecimal rest =
                BigDecimal.valueOf(Math.floorMod(asOfMs, halfLifeMs)).divide(BigDecimal.valueOf(halfLifeMs), DIGITS);
        BigDecimal root = BigDecimal.valueOf(2);
        BigDecimal power = BigDecimal.ONE;
        for (int bit = 0; bit < 64; bit++) {
            root = root.sqrt(DIGITS);
            rest = rest.add(rest);
            if (rest.compareTo(BigDecimal.ONE) >= 0) {
                rest = rest.subtract(BigDecimal.ONE);
                power = power.multiply(root, DIGITS);
            }
        }
        return BigDecimal.ONE.divide(power, DIGITS);
    }

    private int fraction(long occurredAtMs) {
        return BigInteger.valueOf(Math.floorMod(occurredAtMs, halfLifeMs))
                .shiftLeft(16)
                .divide(BigInteger.valueOf(halfLifeMs))
                .intValueExact();
    }

    private static BigInteger units(double weight) {
        return new BigDecimal(weight)
                .multiply(BigDecimal.valueOf(1024))
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger()
                .max(BigInteger.ONE);
    }
}
