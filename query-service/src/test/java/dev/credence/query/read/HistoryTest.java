package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long DAY = 24 * 3600 * 1000L;
    private static final long HALF_LIFE = 30 * DAY;
    private static final Prior PRIOR = new Prior(0.7, 3);

    @Test
    void shouldEndAtTheConfidenceOfTheHistorysTime() {
        Evidence evidence = new Evidence(HALF_LIFE);
        Random random = new Random(3);
        long now = 1_767_323_045_006L;
        for (int i = 0; i < 500; i++) {
            evidence.fold(result(random), 1 + random.nextInt(5), now - (long) (random.nextDouble() * 700 * DAY));
        }

        List<Window> windows = History.of(evidence, PRIOR, now);

        Confidence confidence = Confidence.of(evidence, PRIOR, now);
        Window last = windows.get(windows.size() - 1);
        assertThat(last.toMs()).isGreaterThan(now);
        assertThat(last.meanAtEnd()).isCloseTo(confidence.mean(), within(1e-12));
        assertThat(last.lowerBoundAtEnd()).isCloseTo(confidence.lowerBound(), within(1e-9));
        assertThat(windows.stream()
                        .mapToDouble(window -> window.successWeight() + window.failureWeight())
                        .sum())
                .isCloseTo(confidence.strength(), within(1e-9));
        assertThat(windows.stream()
                        .mapToLong(window -> window.successes() + window.failures())
                        .sum())
                .isEqualTo(500);
    }

    @Test
    void shouldValueEachWindowsEndByWhatHadHappenedUntilThen() {
        Random random = new Random(5);
        long start = 600 * HALF_LIFE;
        long now = start + 20 * HALF_LIFE + DAY;
        Evidence all = new Evidence(HALF_LIFE);
        Evidence untilThen = new Evidence(HALF_LIFE);
        long end = start + 3 * HALF_LIFE;
        for (int i = 0; i < 400; i++) {
            Result result = result(random);
            long at = start + (long) (random.nextDouble() * 20 * HALF_LIFE);
            all.fold(result, 1, at);
            if (at < end) {
                untilThen.fold(result, 1, at);
            }
        }

        Window window = History.of(all, PRIOR, now).stream()
                .filter(candidate -> candidate.toMs() == end)
                .findFirst()
                .orElseThrow();

        Confidence then = Confidence.of(untilThen, PRIOR, end);
        assertThat(window.fromMs()).isEqualTo(end - HALF_LIFE);
        assertThat(window.meanAtEnd()).isCloseTo(then.mean(), within(1e-12));
        assertThat(window.lowerBoundAtEnd()).isCloseTo(then.lowerBound(), within(1e-9));
    }

    @Test
    void shouldBeEmptyWhenNothingHappened() {
        assertThat(History.of(new Evidence(HALF_LIFE), PRIOR, 5)).isEmpty();
    }

    private static Result result(Random random) {
        return random.nextInt(3) == 0 ? Result.FAILURE : Result.SUCCESS;
    }
}
