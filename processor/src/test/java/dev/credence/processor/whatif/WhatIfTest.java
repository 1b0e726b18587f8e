package dev.credence.processor.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final long DAY = 86_400_000L;
    /** The start of a block: weights are powers of two there. */
    private static final long START = 20_000 * DAY;

    @Test
    void shouldForetellEachOutcomeFromThoseBeforeItAlone() {
        WhatIf whatIf = new WhatIf(List.of(DAY), List.of(Prior.UNIFORM, new Prior(0.75, 8)));

        whatIf.next(Outcome.of("p", Result.SUCCESS, START));
        whatIf.next(Outcome.of("p", Result.FAILURE, START + DAY));

        // Nothing is known: 1/2. A success a half-life ago: (1 + 1/2) / (2 + 1/2).
        assertScore(whatIf, "half-life 1d, prior 0.5:2", losses(0.5, 1 - 0.6), (0.25 + 0.36) / 2);
        // 6/8, then (6 + 1/2) / (8 + 1/2).
        double second = 6.5 / 8.5;
        assertScore(
                whatIf, "half-life 1d, prior 0.75:8", losses(0.75, 1 - second), (0.25 * 0.25 + second * second) / 2);
        // As sure as a mean of one may be.
        assertScore(whatIf, "running mean", losses(0.5, 0.01), (0.25 + 0.99 * 0.99) / 2);
        assertScore(whatIf, "EMA, each outcome pulls by 0.2", losses(0.5, 0.4), (0.25 + 0.36) / 2);
    }

    @Test
    void shouldForetellALateOutcomeAsOfTheLatestBeforeIt() {
        WhatIf whatIf = new WhatIf(List.of(DAY), List.of(Prior.UNIFORM));

        whatIf.next(Outcome.of("p", Result.SUCCESS, START + DAY));
        whatIf.next(Outcome.of("p", Result.FAILURE, START));

        assertScore(whatIf, "half-life 1d, prior 0.5:2", losses(0.5, 1.0 / 3), (0.25 + 4.0 / 9) / 2);
    }

    @Test
    void shouldPreferTheHalfLifeThatFitsHowFastPatternsChange() {
        List<Long> halfLives = List.of(DAY, 1_000 * DAY);

        assertThat(best(halfLives, day -> day / 40 % 2 == 0)).isEqualTo("half-life 1d, prior 0.5:2");
        assertThat(best(halfLives, day -> day % 4 != 0)).isEqualTo("half-life 1000d, prior 0.5:2");
    }

    @Test
    void shouldCountPatternsApartAndTogether() {
        WhatIf whatIf = new WhatIf(List.of(DAY), List.of(Prior.UNIFORM));

        whatIf.next(Outcome.of("a", Result.SUCCESS, START));
        whatIf.next(Outcome.of("b", Result.SUCCESS, START));

        assertThat(whatIf.outcomes()).isEqualTo(2);
        assertThat(whatIf.patterns()).isEqualTo(2);
        assertScore(whatIf, "running mean", losses(0.5, 0.5), 0.25);
        assertScore(whatIf, "one running mean of all patterns", losses(0.5, 0.99), (0.25 + 0.0001) / 2);
    }

    @Test
    void shouldRankNothingWhenThereWasNoOutcome() {
        assertThat(new WhatIf(List.of(DAY), List.of(Prior.UNIFORM)).ranking()).isEmpty();
    }

    private interface Fate {
        boolean succeeds(int day);
    }

    private static String best(List<Long> halfLives, Fate fate) {
        WhatIf whatIf = new WhatIf(halfLives, List.of(Prior.UNIFORM));
        for (int day = 0; day < 400; day++) {
            whatIf.next(Outcome.of("p", fate.succeeds(day) ? Result.SUCCESS : Result.FAILURE, START + day * DAY));
        }
        return whatIf.ranking().stream()
                .filter(foretold -> foretold.way().isCandidate())
                .findFirst()
                .orElseThrow()
                .way()
                .describe();
    }

    private static double losses(double first, double second) {
        return -(Math.log(first) + Math.log(second)) / 2;
    }

    private static void assertScore(WhatIf whatIf, String way, double logLoss, double brier) {
        Foretold foretold = whatIf.ranking().stream()
                .filter(ranked -> ranked.way().describe().equals(way))
                .findFirst()
                .orElseThrow();
        assertThat(foretold.logLoss()).isCloseTo(logLoss, within(1e-5));
        assertThat(foretold.brier()).isCloseTo(brier, within(1e-5));
    }
}
