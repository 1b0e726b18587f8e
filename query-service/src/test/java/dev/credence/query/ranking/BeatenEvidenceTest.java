package dev.credence.query.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.BetaQuantile;
import dev.credence.core.model.Prior;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No row is passed over that belongs into a list, and most that do not are, however old their evidence is. */
final class BeatenEvidenceTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private final Priors priors = new Priors();
    private final LowerBounds bounds = new LowerBounds();

    @ParameterizedTest
    @ValueSource(doubles = {1e5, 100, 1, 1e-4, 1e-8, 1e-11, 1e-13, 1e-14, 1e-15, 1e-17, 1e-300, 0})
    void shouldNotHoldForARowThatReachesTheBar(double scale) {
        for (int list = 0; list < 40; list++) {
            BeatenEvidence beaten = new BeatenEvidence(priors, bounds);
            Prior[] some = {Prior.UNIFORM, prior(), prior()};
            double bar = 0;
            for (int i = 0; i < 500; i++) {
                Prior prior = some[random.nextInt(some.length)];
                double successes = weight(scale);
                double failures = weight(scale);
                double lower = BetaQuantile.lower(prior.alpha() + successes, prior.beta() + failures);
                if (beaten.holds(priors.of(prior), successes, failures, bar)) {
                    assertThat(lower)
                            .as("%s and %s of %s", successes, failures, prior)
                            .isLessThan(bar);
                }
                assertThat(beaten.holds(priors.of(prior), successes, failures, Math.max(bar, lower)))
                        .as("%s and %s of %s where they are the bar", successes, failures, prior)
                        .isEqualTo(lower < bar && beaten.holds(priors.of(prior), successes, failures, bar));
                // Slowly, so that many rows are close to it.
                bar = Math.max(bar, Math.min(lower, bar + random.nextDouble() * (lower - bar)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10})
    void shouldHoldForNearlyAllThatAreBeatenHoweverOldTheyAre(double scale) {
        BeatenEvidence beaten = new BeatenEvidence(priors, bounds);
        double bar = BetaQuantile.lower(1 + scale, 1 + scale * 1e-3);
        int uniform = priors.of(Prior.UNIFORM);
        int looked = 0;
        int rows = 20_000;
        for (int i = 0; i < rows; i++) {
            double successes = random.nextDouble() * scale;
            double failures = random.nextDouble() * scale;
            looked += beaten.holds(uniform, successes, failures, bar) ? 0 : 1;
        }
        assertThat(looked).isLessThan(rows / 100);
    }

    @Test
    void shouldHoldForRowsOfPriorsWithoutANumberOfTheirOwn() {
        for (int i = 0; i < Priors.OTHERS; i++) {
            assertThat(priors.of(new Prior(0.5, 1 + i))).isEqualTo(i);
        }
        Prior late = new Prior(0.25, 4);
        assertThat(priors.of(late)).isEqualTo(Priors.OTHERS);
        assertThat(priors.of(new Prior(0.5, 7))).isEqualTo(6);
        BeatenEvidence beaten = new BeatenEvidence(priors, bounds);
        double bar = BetaQuantile.lower(late.alpha() + 20, late.beta() + 2);

        assertThat(beaten.holds(Priors.OTHERS, late.alpha() + 20, late.beta() + 2, bar))
                .isFalse();
        assertThat(beaten.holds(Priors.OTHERS, late.alpha() + 15, late.beta() + 2, bar))
                .isTrue();
    }

    private Prior prior() {
        return new Prior(random.nextDouble(0.01, 0.99), Math.exp(random.nextDouble(-3, 8)));
    }

    /** Up to {@code scale}, none, or a place of the grid or next to it. */
    private double weight(double scale) {
        double weight = scale * random.nextDouble();
        long edge = Double.doubleToRawLongBits(weight) >>> 48 << 48;
        return switch (random.nextInt(5)) {
            case 0 -> 0.0;
            case 1 -> Double.longBitsToDouble(edge);
            case 2 -> Math.nextUp(Double.longBitsToDouble(edge));
            case 3 -> Math.max(0.0, Math.nextDown(Double.longBitsToDouble(edge)));
            default -> weight;
        };
    }
}
