package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldRoundEachGrowthFactorAsArbitraryPrecisionDoes() {
        for (int i = 0; i < 1 << 16; i++) {
            if (Units.growth(i) != ExactEvidence.growth(i)) {
                fail("T[" + i + "] is " + Units.growth(i) + ", not " + ExactEvidence.growth(i));
            }
        }
    }

    @Test
    void shouldKnowGrowthFactorsByTheirDefinition() {
        // y = 2^(i/65536) rounded to 20 bits: y - 1/2 <= 2^(20 + i/65536) < y + 1/2, raised to the power 65536.
        for (int i : new int[] {1, 2, 12_345, 32_768, 65_535}) {
            BigInteger twice = BigInteger.TWO.pow(21 * 65_536 + i);
            BigInteger entry = BigInteger.valueOf(2L * Units.growth(i));

            assertThat(entry.subtract(BigInteger.ONE).pow(65_536)).isLessThanOrEqualTo(twice);
            assertThat(entry.add(BigInteger.ONE).pow(65_536)).isGreaterThan(twice);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1024",
        "1000, 1024000",
        "5e-324, 1",
        "0.00048828125, 1",
        "0.00146484374, 1",
        "0.00146484375, 2",
        "0.00244140625, 3",
        "1.00048828125, 1025",
        "0.9995117, 1023",
        "0.99951171875, 1024"
    })
    void shouldRoundWeightsHalfUpToAtLeastOne(double weight, long units) {
        assertThat(Units.contribution(weight, 0, DAY)).isEqualTo(units << 20);
    }

    @Test
    void shouldLieCloseToTheContinuousCurve() {
        SplittableRandom random = new SplittableRandom(3);
        double worst = 0;
        for (int i = 0; i < 200_000; i++) {
            long halfLife = random.nextLong(HalfLives.MIN_MS, 60 * DAY);
            long at = random.nextLong(0, 100 * halfLife);
            double continuous = 1024.0 * (1 << 20) * Math.pow(2.0, (double) (at % halfLife) / halfLife);
            worst = Math.max(worst, Math.abs(Units.contribution(1.0, at, halfLife) / continuous - 1.0));
        }
        // The fraction is floored: ln 2 / 65536 = 1.0577e-5; the factor is rounded: 2^-21 = 0.0477e-5.
        assertThat(worst).isBetween(1.0e-5, 1.106e-5);
    }

    @Test
    void shouldNotOverflowWhenHalfLifeAndTimeAreTheGreatest() {
        long contribution = Units.contribution(1000.0, HalfLives.MAX_MS - 1, HalfLives.MAX_MS);

        assertThat(contribution).isEqualTo(1_024_000L * Units.growth(65_535));
    }
}
