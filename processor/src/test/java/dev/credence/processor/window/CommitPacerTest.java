package dev.credence.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private long nowMs = 1_000_000;
    private final CommitPacer pacer = new CommitPacer(1_000, () -> nowMs);

    @Test
    void shouldAllowTheFirstCommitAtOnce() {
        assertThat(pacer.allows(nowMs)).isTrue();
    }

    @Test
    void shouldKeepCommitsFiftyMillisecondsApartWhenTheyAreCheap() {
        commitTaking(1);

        assertThat(pacer.allows(1_000_049)).isFalse();
        assertThat(pacer.allows(1_000_050)).isTrue();
    }

    @Test
    void shouldRestFourTimesAsLongAsACommitTook() {
        commitTaking(30);

        assertThat(pacer.allows(1_000_030 + 119)).isFalse();
        assertThat(pacer.allows(1_000_030 + 120)).isTrue();
    }

    @Test
    void shouldNeverRestLongerThanTheWindow() {
        commitTaking(20_000);

        assertThat(pacer.allows(nowMs + 999)).isFalse();
        assertThat(pacer.allows(nowMs + 1_000)).isTrue();
    }

    @Test
    void shouldSpendAtMostAFifthOfTheTimeWhenAskedAllTheTime() {
        long committing = 0;
        long end = nowMs + 60_000;
        while (nowMs < end) {
            if (pacer.allows(nowMs)) {
                commitTaking(40);
                committing += 40;
            } else {
                nowMs++;
            }
        }
        assertThat(committing).isBetween(11_000L, 12_100L);
    }

    @Test
    void shouldCountFromTheFirstBatchWhenACommitHoldsSeveral() {
        pacer.started();
        nowMs += 20;
        pacer.started();
        nowMs += 10;
        pacer.ended();

        assertThat(pacer.allows(nowMs + 119)).isFalse();
        assertThat(pacer.allows(nowMs + 120)).isTrue();
    }

    @Test
    void shouldNotFallSilentWhenTheClockIsSetBack() {
        commitTaking(10);

        assertThat(pacer.allows(nowMs - 3_600_000)).isTrue();
    }

    private void commitTaking(long ms) {
        pacer.started();
        nowMs += ms;
        pacer.ended();
    }
}
