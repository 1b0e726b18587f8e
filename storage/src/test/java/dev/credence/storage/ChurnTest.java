package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChurnTest {
    private static final long NOW = 1_700_000_000_000L;

    private final Churn churn = new Churn();

    @Test
    void shouldCountWhatWasWrittenInTheLastFiveSeconds() {
        churn.add(6_000, NOW);
        churn.add(3_000, NOW + 3_000);

        assertThat(churn.isMuchWith(1_000, 100_000, NOW + 4_999)).isTrue();
        assertThat(churn.isMuchWith(999, 100_000, NOW + 4_999)).isFalse();
        assertThat(churn.isMuchWith(6_999, 100_000, NOW + 5_000)).isFalse();
        assertThat(churn.isMuchWith(7_000, 100_000, NOW + 5_000)).isTrue();
    }

    @Test
    void shouldTakeATenthOfAllForMuch() {
        assertThat(churn.isMuchWith(99_999, 1_000_000, NOW)).isFalse();
        assertThat(churn.isMuchWith(100_000, 1_000_000, NOW)).isTrue();
    }

    @Test
    void shouldFindLittleWhenItIsOver() {
        churn.add(2_500, NOW);
        churn.add(2_500, NOW + 10);

        assertThat(churn.isLittle(NOW + 4_999)).isFalse();
        assertThat(churn.isLittle(NOW + 5_000)).isTrue();
    }

    @Test
    void shouldNotCountForLongerWhenTheClockIsSetBack() {
        churn.add(5_000, NOW);

        assertThat(churn.isLittle(NOW - 3_600_000)).isTrue();
    }
}
