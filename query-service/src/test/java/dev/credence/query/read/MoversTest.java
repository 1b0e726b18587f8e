package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import dev.credence.storage.PatternRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoversTest {
    private static final long DAY = 24 * 3600 * 1000L;
    private static final long HALF_LIFE = 30 * DAY;

    /** A window's first half is over. */
    private static final long NOW = 700 * HALF_LIFE + HALF_LIFE / 2;

    @Test
    void shouldCompareWithTheEndOfTheWindowBefore() {
        Evidence evidence = new Evidence(HALF_LIFE);
        fold(evidence, Result.SUCCESS, 50, NOW - HALF_LIFE);
        double then = Confidence.of(evidence, Prior.UNIFORM, 700 * HALF_LIFE).mean();
        fold(evidence, Result.FAILURE, 50, NOW - DAY);

        Movers movers = Movers.of(List.of(row("p1", evidence)), NOW, 5);

        assertThat(movers.considered()).isEqualTo(1);
        assertThat(movers.risers()).isEmpty();
        Movers.Mover faller = movers.fallers().get(0);
        assertThat(faller.before()).isCloseTo(then, within(1e-12));
        assertThat(faller.now())
                .isEqualTo(Confidence.of(evidence, Prior.UNIFORM, NOW).mean());
        assertThat(faller.outcomes()).isEqualTo(100);
    }

    @Test
    void shouldNotCompareWithAWindowThatEndedJustNow() {
        long now = 700 * HALF_LIFE + DAY;
        Evidence evidence = new Evidence(HALF_LIFE);
        fold(evidence, Result.SUCCESS, 50, now - 40 * DAY);
        double then = Confidence.of(evidence, Prior.UNIFORM, 699 * HALF_LIFE).mean();
        fold(evidence, Result.FAILURE, 50, now - 2 * DAY);

        Movers movers = Movers.of(List.of(row("p1", evidence)), now, 5);

        assertThat(movers.fallers().get(0).before()).isCloseTo(then, within(1e-12));
    }

    @Test
    void shouldCompareWithThePriorWhatHasNoHistory() {
        Evidence evidence = new Evidence(HALF_LIFE);
        fold(evidence, Result.SUCCESS, 10, NOW - DAY);

        Movers movers = Movers.of(List.of(row("p1", evidence)), NOW, 5);

        assertThat(movers.risers().get(0).before()).isEqualTo(0.5);
    }

    @Test
    void shouldNameTheGreatestChangesFirstAndLeaveOutWhatDidNotMove() {
        List<PatternRow> rows = IntStream.rangeClosed(0, 9)
                .mapToObj(successes -> {
                    Evidence evidence = new Evidence(HALF_LIFE);
                    fold(evidence, Result.SUCCESS, successes, NOW - DAY);
                    return row("p" + successes, evidence);
                })
                .toList();

        Movers movers = Movers.of(rows, NOW, 3);

        assertThat(movers.considered()).isEqualTo(10);
        assertThat(movers.risers()).extracting(Movers.Mover::id).containsExactly("p9", "p8", "p7");
        assertThat(movers.fallers()).isEmpty();
    }

    private static void fold(Evidence evidence, Result result, int times, long atMs) {
        for (int i = 0; i < times; i++) {
            evidence.fold(result, 1, atMs);
        }
    }

    private static PatternRow row(String id, Evidence evidence) {
        return new PatternRow(1, 1, id, null, evidence, 0, 0, List.of());
    }
}
