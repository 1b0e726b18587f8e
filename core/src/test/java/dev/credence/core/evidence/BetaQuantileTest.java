package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaQuantileTest {
    private static final double RELATIVE = 1e-7;

    /** Parameters and quantile, from a computation with 300 bits: see src/test/python/beta_quantiles.py. */
    private record Reference(double alpha, double beta, double quantile) {
        double error() {
            double smaller = Math.min(alpha, beta);
            boolean fine = smaller >= BetaQuantile.FINE_LEAST && smaller < BetaQuantile.FINE_MOST;
            return fine ? BetaQuantile.FINE_ERROR : RELATIVE;
        }
    }

    @Test
    void shouldAgreeWithArbitraryPrecision() throws IOException {
        List<Reference> references = references();
        assertThat(references).hasSizeGreaterThan(2_000);
        SoftAssertions softly = new SoftAssertions();
        for (Reference reference : references) {
            double quantile = BetaQuantile.lower(reference.alpha, reference.beta);
            // Below the normal doubles there are no digits to be exact in.
            double tolerance = Math.max(reference.quantile * reference.error(), Double.MIN_NORMAL);
            if (!(Math.abs(quantile - reference.quantile) <= tolerance)) {
                softly.fail(reference + " but was " + quantile + ", off by " + (quantile / reference.quantile - 1));
            }
        }
        softly.assertAll();
    }

    @Test
    void shouldRiseWithSuccessesAndFallWithFailures() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            double alpha = Math.pow(10, random.nextDouble(-2, 6));
            double beta = Math.pow(10, random.nextDouble(-2, 6));
            double more = 1.0 + Math.pow(10, random.nextDouble(-4, 1));
            double lower = BetaQuantile.lower(alpha, beta);

            assertThat(lower).isBetween(0.0, 1.0);
            assertThat(BetaQuantile.lower(alpha * more, beta))
                    .as("%s x %s, %s", alpha, more, beta)
                    .isGreaterThanOrEqualTo(lower);
            assertThat(BetaQuantile.lower(alpha, beta * more))
                    .as("%s, %s x %s", alpha, beta, more)
                    .isLessThanOrEqualTo(lower);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e-320, 1e-320",
        "1e-320, 1",
        "1, 1e-320",
        "1e-320, 1e300",
        "1e300, 1e-320",
        "1e300, 1e300",
        "5, 1e300",
        "1e300, 5"
    })
    void shouldStayAProbabilityBeyondAllParametersThatOccur(double alpha, double beta) {
        assertThat(BetaQuantile.lower(alpha, beta)).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "NaN, 1", "1, NaN", "Infinity, 1", "1e308, 1e308"})
    void shouldRefuseWhatIsNoDistribution(double alpha, double beta) {
        assertThatThrownBy(() -> BetaQuantile.lower(alpha, beta)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Reference> references() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BetaQuantileTest.class.getResourceAsStream("/beta-quantiles.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .map(f ->
                            new Reference(Double.parseDouble(f[0]), Double.parseDouble(f[1]), Double.parseDouble(f[2])))
                    .toList();
        }
    }
}
