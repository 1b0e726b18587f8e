package dev.credence.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrgencyTest {
    private static final long NOW = 1_000_000;

    private final Urgency urgency = new Urgency();

    @Test
    void shouldHoldNothingBackWhileNothingIsUrgent() {
        take(100_000);

        assertThat(urgency.holdsBack(NOW)).isFalse();
        assertThat(urgency.isSudden()).isFalse();
    }

    @Test
    void shouldHoldBackUntilTheFirstThatIsUrgentIsCommitted() {
        urgency.came(NOW);

        assertThat(urgency.isSudden()).isTrue();
        assertThat(urgency.holdsBack(NOW)).isTrue();

        urgency.committed(NOW + 5);

        assertThat(urgency.isSudden()).isFalse();
        assertThat(urgency.holdsBack(NOW + 5)).isFalse();
    }

    @Test
    void shouldTakeSomeBetweenTwoCommitsAfterwards() {
        urgency.came(NOW);
        urgency.committed(NOW);
        urgency.came(NOW + 10);

        take(19_999);
        assertThat(urgency.holdsBack(NOW + 10)).isFalse();
        take(1);
        assertThat(urgency.holdsBack(NOW + 10)).isTrue();
        assertThat(urgency.waitsForCommit(NOW + 10)).isTrue();
    }

    @Test
    void shouldRestWhileAViewWritesWhatWasCommitted() {
        urgency.came(NOW);
        urgency.wrote(12_000);
        urgency.wrote(8_000);
        urgency.committed(NOW);

        assertThat(urgency.holdsBack(NOW + 199)).isTrue();
        assertThat(urgency.waitsForCommit(NOW + 199)).isFalse();
        assertThat(urgency.holdsBack(NOW + 200)).isFalse();
    }

    @Test
    void shouldRestForACommitThatCameJustBefore() {
        urgency.wrote(30_000);
        urgency.committed(NOW);
        urgency.came(NOW + 100);
        urgency.wrote(10);
        urgency.committed(NOW + 110);

        assertThat(urgency.holdsBack(NOW + 299)).isTrue();
        assertThat(urgency.holdsBack(NOW + 300)).isFalse();
    }

    @Test
    void shouldRestForHalfASecondAtMost() {
        urgency.came(NOW);
        urgency.wrote(10_000_000);
        urgency.committed(NOW);

        assertThat(urgency.holdsBack(NOW + 499)).isTrue();
        assertThat(urgency.holdsBack(NOW + 500)).isFalse();
    }

    @Test
    void shouldEndTwoSecondsAfterTheLastThatWasUrgent() {
        urgency.came(NOW);
        urgency.committed(NOW);
        urgency.came(NOW + 1_000);
        take(20_000);

        assertThat(urgency.holdsBack(NOW + 2_999)).isTrue();
        assertThat(urgency.holdsBack(NOW + 3_000)).isFalse();
    }

    @Test
    void shouldNotLastLongerWhenTheClockIsSetBack() {
        urgency.came(NOW);

        assertThat(urgency.holdsBack(NOW - 60_000)).isFalse();
    }

    private void take(int records) {
        for (int i = 0; i < records; i++) {
            urgency.took();
        }
    }
}
