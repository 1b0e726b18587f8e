package dev.credence.query.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.evidence.BetaQuantile;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No ceiling is below what is computed for a row that it is for, and it lies close where it can. */
final class LowerBoundsTest {
    private final LowerBounds bounds = new LowerBounds();
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void shouldGiveWhatTheQuantileIsHoweverOftenItIsAsked() {
        for (int i = 0; i < 40_000; i++) {
            double alpha = 1 + random.nextInt(200) / 7.0;
            double beta = 1 + random.nextInt(200) / 7.0;
            assertThat(bounds.of(alpha, beta)).isEqualTo(BetaQuantile.lower(alpha, beta));
        }
    }

    @Test
    void shouldNotLieBelowTheQuantileOfLesserEvidence() {
        for (int i = 0; i < 50_000; i++) {
            double least = Math.exp(random.nextDouble(-16, 7));
            double alpha = least * Math.exp(random.nextDouble(0, 6) * random.nextInt(2));
            double beta = Math.exp(random.nextDouble(-16, 13));
            double a = random.nextDouble(least, Math.nextUp(alpha));
            double b = beta * (1 + random.nextDouble() * random.nextInt(2));
            assertThat(bounds.ceiling(least, alpha, beta))
                    .as("of Beta(%s, %s) for Beta(%s, %s)", alpha, beta, a, b)
                    .isGreaterThanOrEqualTo(BetaQuantile.lower(a, b));
        }
    }

    @Test
    void shouldNotLieBelowWhatRoundingMakesOfNearlyTheSame() {
        for (int i = 0; i < 50_000; i++) {
            double a = Math.exp(random.nextDouble(-4, 7));
            double b = Math.exp(random.nextDouble(-4, 7));
            double alpha = a + random.nextInt(3) * Math.ulp(a);
            double beta = b - random.nextInt(3) * Math.ulp(b);
            assertThat(bounds.ceiling(a, alpha, beta))
                    .as("of Beta(%s, %s) for Beta(%s, %s)", alpha, beta, a, b)
                    .isGreaterThanOrEqualTo(BetaQuantile.lower(a, b));
        }
    }

    @Test
    void shouldNotLieBelowTheQuantileThatIsComputedInAnotherWay() {
        double most = BetaQuantile.FINE_MOST;
        for (double other = most; other < 1e6; other *= 1.01) {
            assertThat(bounds.ceiling(1, most, other))
                    .isGreaterThanOrEqualTo(BetaQuantile.lower(Math.nextDown(most), other));
            assertThat(bounds.ceiling(1, other, Math.nextDown(most)))
                    .isGreaterThanOrEqualTo(BetaQuantile.lower(other, most));
        }
    }

    @Test
    void shouldLieCloseToTheQuantile() {
        for (int i = 0; i < 20_000; i++) {
            double alpha = Math.exp(random.nextDouble(-3, 5));
            double beta = Math.exp(random.nextDouble(-3, 5));
            double quantile = BetaQuantile.lower(alpha, beta);
            assertThat(bounds.ceiling(alpha, alpha, beta)).isCloseTo(quantile, within(3e-13 * quantile));
        }
    }
}
