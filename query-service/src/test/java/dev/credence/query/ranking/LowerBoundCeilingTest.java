package dev.credence.query.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.evidence.BetaQuantile;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No row is passed over that belongs into a list, and most that do not are. */
final class LowerBoundCeilingTest {
    private final LowerBoundCeiling ceiling = new LowerBoundCeiling();
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void shouldNeverLieBelowTheQuantile() {
        for (int i = 0; i < 50_000; i++) {
            double alpha = Math.exp(random.nextDouble(-6, 13));
            double beta = Math.exp(random.nextDouble(-6, 13));
            assertThat(ceiling.of(alpha, beta))
                    .as("Beta(%s, %s)", alpha, beta)
                    .isBetween(BetaQuantile.lower(alpha, beta), 1.0);
        }
    }

    @Test
    void shouldNotLieBelowTheQuantileOfACorner() {
        for (double alpha = 1.0 / 16; alpha <= 65_536; alpha *= 2) {
            for (double beta = 1.0 / 16; beta <= 65_536; beta *= 2) {
                assertThat(ceiling.of(alpha, beta)).isGreaterThanOrEqualTo(BetaQuantile.lower(alpha, beta));
            }
        }
    }

    @Test
    void shouldLieCloseToTheQuantile() {
        for (int i = 0; i < 20_000; i++) {
            double alpha = Math.exp(random.nextDouble(0, 8));
            double beta = Math.exp(random.nextDouble(0, 8));
            double quantile = BetaQuantile.lower(alpha, beta);
            assertThat(ceiling.of(alpha, beta)).isCloseTo(quantile, within(0.08 * quantile));
        }
    }
}
