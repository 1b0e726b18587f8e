package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldEqualTheExactDefinition() {
        SplittableRandom random = new SplittableRandom(5);
        for (long seed = 0; seed < 300; seed++) {
            Events events = Events.seeded(seed);
            ExactEvidence exact = new ExactEvidence(events.halfLifeMs());
            events.list().forEach(e -> exact.fold(e.result() == Result.SUCCESS, e.weight(), e.atMs()));
            Evidence evidence = events.fold();
            Prior prior = new Prior(random.nextDouble(0.001, 0.999), Math.pow(10, random.nextDouble(-3, 6)));
            long at = evidence.lastEventMs() + random.nextLong(-3 * events.halfLifeMs(), 50 * events.halfLifeMs());

            assertThat(evidence.blocks()).isEqualTo(exact.stored().size());
            for (int i = 0; i < evidence.blocks(); i++) {
                Evidence.Block block = evidence.block(i);
                assertThat(new long[] {block.successSum(), block.failureSum()})
                        .isEqualTo(exact.stored().get(block.number()));
            }
            assertThat(Confidence.of(evidence, prior, Math.max(0, at)).mean())
                    .isCloseTo(exact.mean(prior, Math.max(0, at)).doubleValue(), within(1e-12));
        }
    }

    @Test
    void shouldLoseHalfItsWeightInAHalfLife() {
        Evidence evidence = new Evidence(30 * DAY);
        evidence.fold(Result.SUCCESS, 8, 60 * DAY);

        assertThat(evidence.successWeight(60 * DAY)).isEqualTo(8);
        assertThat(evidence.successWeight(90 * DAY)).isEqualTo(4);
        assertThat(evidence.successWeight(105 * DAY)).isCloseTo(4 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void shouldMoveTowardsThePriorWithAgeFromEitherSide() {
        Prior prior = new Prior(0.6, 4);
        Confidence start = Confidence.of(new Evidence(DAY), prior, 0);
        for (Result result : Result.values()) {
            Evidence evidence = new Evidence(DAY);
            for (int i = 0; i < 50; i++) {
                evidence.fold(result, 1, i * DAY / 10);
            }
            double mean = Double.MAX_VALUE;
            double lower = Double.MAX_VALUE;
            for (int day = 5; day < 35; day++) {
                Confidence aged = Confidence.of(evidence, prior, day * DAY);
                assertThat(result == Result.SUCCESS).isEqualTo(aged.mean() > start.mean());
                assertThat(result == Result.SUCCESS).isEqualTo(aged.lowerBound() > start.lowerBound());
                assertThat(Math.abs(aged.mean() - start.mean())).isLessThan(mean);
                assertThat(Math.abs(aged.lowerBound() - start.lowerBound())).isLessThan(lower);
                mean = Math.abs(aged.mean() - start.mean());
                lower = Math.abs(aged.lowerBound() - start.lowerBound());
            }
        }
    }

    @Test
    void shouldBeThePriorAgainWhenIdleForLongAndNotBad() {
        Evidence evidence = new Evidence(DAY);
        for (int i = 0; i < 1000; i++) {
            evidence.fold(Result.SUCCESS, 1, 0);
        }
        Confidence idle = Confidence.of(evidence, Prior.UNIFORM, 365 * DAY);

        assertThat(idle.mean()).isEqualTo(0.5);
        assertThat(idle.lowerBound()).isCloseTo(0.05, within(1e-9));
        assertThat(idle.strength()).isLessThan(1e-100);
        assertThat(evidence.successes()).isEqualTo(1000);
    }

    @Test
    void shouldBeThePriorWhenThereIsNoEvidence() {
        Confidence unknown = Confidence.of(new Evidence(DAY), Prior.UNIFORM, 7);

        assertThat(unknown.mean()).isEqualTo(0.5);
        assertThat(unknown.lowerBound()).isCloseTo(0.05, within(1e-9));
        assertThat(unknown.asOfMs()).isEqualTo(7);
    }

    @Test
    void shouldStayANumberLongBeforeAndLongAfterItsEvents() {
        Evidence evidence = new Evidence(HalfLives.MIN_MS);
        evidence.fold(Result.SUCCESS, 1000, 1_800_000_000_000L);
        evidence.fold(Result.FAILURE, 1000, 1_800_000_000_000L);

        for (long at : new long[] {0, 1_800_000_000_000L, Long.MAX_VALUE}) {
            Confidence confidence = Confidence.of(evidence, Prior.UNIFORM, at);
            assertThat(confidence.mean()).isBetween(0.49, 0.51);
            assertThat(confidence.lowerBound()).isBetween(0.04, 0.51);
            assertThat(confidence.strength()).isFinite();
        }
    }

    /** Whatever prior is allowed has a confidence: one that had none would stop whoever writes the view. */
    @ParameterizedTest
    @CsvSource({"4.9E-324, 4.9E-324", "1E-200, 1E-200", "0.9999999999999999, 4.9E-324", "4.9E-324, 1E6", "0.5, 4.9E-324"
    })
    void shouldBeDefinedForEveryPriorThatIsAllowed(double mean, double strength) {
        for (double weight : new double[] {0, 1e-300, 1, 1e12}) {
            for (Confidence confidence : List.of(
                    Confidence.of(weight, 0, new Prior(mean, strength), 0),
                    Confidence.of(0, weight, new Prior(mean, strength), 0))) {
                assertThat(confidence.mean()).isBetween(0.0, 1.0);
                assertThat(confidence.lowerBound()).isBetween(0.0, 1.0);
            }
        }
    }
}
