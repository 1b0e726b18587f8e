package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final Operations operations = new Operations();

    @Test
    void shouldHaveNoTimesWhenNothingWasRecorded() {
        Operations.Summary summary = operations.summary();

        assertThat(summary.count()).isZero();
        assertThat(summary.meanMs()).isNull();
        assertThat(summary.p99Ms()).isNull();
    }

    @Test
    void shouldSummariseAllThatWasRecordedHoweverOftenItIsAsked() {
        for (int i = 1; i <= 100; i++) {
            operations.record(TimeUnit.MILLISECONDS.toNanos(i));
            if (i % 10 == 0) {
                assertThat(operations.summary().count()).isEqualTo(i);
            }
        }

        Operations.Summary summary = operations.summary();

        assertThat(summary.meanMs()).isCloseTo(50.5, within(0.5));
        assertThat(summary.p50Ms()).isCloseTo(50, within(1.0));
        assertThat(summary.p95Ms()).isCloseTo(95, within(1.0));
        assertThat(summary.p99Ms()).isCloseTo(99, within(1.0));
        assertThat(summary.perSecond()).isPositive();
    }

    @Test
    void shouldTakeWhatIsBeyondItsRange() {
        operations.record(Long.MAX_VALUE);
        operations.record(-1);

        assertThat(operations.summary().count()).isEqualTo(2);
    }
}
