package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {
    private final CommitPolicy policy = new CommitPolicy(1000, Duration.ofSeconds(2), 100);

    @Test
    void shouldCommitAtOnceWhenLive() {
        assertThat(policy.due(1, Duration.ZERO, 99, false)).isTrue();
    }

    @Test
    void shouldWaitAMomentForTheRestOfAFlow() {
        CommitPolicy live = new CommitPolicy(100_000, Duration.ofSeconds(2), 20_000);

        assertThat(live.due(499, Duration.ZERO, 0, false)).isTrue();
        assertThat(live.due(500, Duration.ofMillis(49), 0, false)).isFalse();
        assertThat(live.due(500, Duration.ofMillis(50), 0, false)).isTrue();
        assertThat(live.due(10_000, Duration.ZERO, 0, false)).isTrue();
    }

    @Test
    void shouldGatherWhenBehind() {
        assertThat(policy.due(999, Duration.ofMillis(1999), 500, false)).isFalse();
        assertThat(policy.due(999, Duration.ofMillis(1999), 1_000_000, false)).isFalse();
    }

    @Test
    void shouldGatherForLessTheLessItIsBehind() {
        assertThat(policy.due(999, Duration.ofMillis(399), 100, false)).isFalse();
        assertThat(policy.due(999, Duration.ofMillis(400), 100, false)).isTrue();
    }

    @Test
    void shouldGatherWhenTheProcessorWorksOffABacklog() {
        assertThat(policy.due(999, Duration.ofMillis(1999), 0, true)).isFalse();
        assertThat(policy.due(999, Duration.ofSeconds(2), 0, true)).isTrue();
    }

    @Test
    void shouldCommitWhenEnoughIsGathered() {
        assertThat(policy.due(1000, Duration.ZERO, 100, false)).isTrue();
        assertThat(policy.due(1, Duration.ofSeconds(2), 100, false)).isTrue();
    }

    @Test
    void shouldNeverCommitNothing() {
        assertThat(policy.due(0, Duration.ofDays(1), 0, false)).isFalse();
    }

    @Test
    void shouldBoundWhatACatchUpHoldsBackAndNothingElse() {
        assertThat(policy.tooMuchOpen(1000, 100)).isTrue();
        assertThat(policy.tooMuchOpen(999, 100)).isFalse();
        assertThat(policy.tooMuchOpen(1_000_000, 99)).isFalse();
    }
}
