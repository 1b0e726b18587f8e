package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void shouldLetInWhatWasAgreedHoweverManyCome() {
        for (int times : new int[] {1, 2, 10, 1_000}) {
            Admission admission = new Admission(2_000, nanos::get);

            int in = admitted(admission, times * 2_000, 10);

            // The tolerance is a tenth of a second's worth.
            assertThat(in).isBetween(20_000, 20_000 + 201);
        }
    }

    @Test
    void shouldTakeABurstAndThenNoMoreThanItsShare() {
        Admission admission = new Admission(1_000, nanos::get);

        assertThat(burst(admission, 500)).isEqualTo(101);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(burst(admission, 500)).isEqualTo(50);
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(burst(admission, 500)).isEqualTo(101);
    }

    @Test
    void shouldLetAllInWhereThereIsNoLimit() {
        assertThat(burst(new Admission(0, nanos::get), 100_000)).isEqualTo(100_000);
    }

    private int admitted(Admission admission, int perSecond, int seconds) {
        int in = 0;
        for (int i = 0; i < perSecond * seconds; i++) {
            in += admission.refusal() == null ? 1 : 0;
            nanos.addAndGet(1_000_000_000L / perSecond);
        }
        return in;
    }

    private static int burst(Admission admission, int requests) {
        int in = 0;
        for (int i = 0; i < requests; i++) {
            in += admission.refusal() == null ? 1 : 0;
        }
        return in;
    }
}
