package dev.credence.processor.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final AtomicLong wallMs = new AtomicLong(1_760_000_000_000L);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void shouldTellOnceOfEachTimeThatTheClockIsSetBack() {
        try (ClockWatch watch = watch()) {
            passes(watch, 1_000, 1_000);
            assertThat(told).hasValue(0);

            passes(watch, 1_000, -3_600_000);
            assertThat(told).hasValue(1);

            passes(watch, 1_000, 1_000);
            passes(watch, 1_000, 1_001);
            assertThat(told).hasValue(1);

            passes(watch, 1_000, -2_000);
            assertThat(told).hasValue(2);
        }
    }

    @Test
    void shouldTellNothingOfAClockThatIsSetForwardOrSlewedOrOfAProcessThatWasStopped() {
        try (ClockWatch watch = watch()) {
            passes(watch, 1_000, 3_600_000);
            passes(watch, 1_000, 0);
            passes(watch, 1_000, -1_000);
            passes(watch, 90_000, 90_000);
            passes(watch, 1_000, 90_000);

            assertThat(told).hasValue(0);
        }
    }

    private ClockWatch watch() {
        return new ClockWatch(wallMs::get, nanos::get, told::incrementAndGet);
    }

    private void passes(ClockWatch watch, long realMs, long shownMs) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(realMs));
        wallMs.addAndGet(shownMs);
        watch.look();
    }
}
