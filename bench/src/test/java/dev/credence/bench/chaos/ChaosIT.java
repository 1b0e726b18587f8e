package dev.credence.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.fault.FaultPoint;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Short forms of {@code credence chaos}; how quickly all comes back is not judged beside other tests. */
class ChaosIT {
    private static final int KILLS = 4;

    private final PrintWriter progress = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));

    @Test
    void shouldLoseNothingAndDoubleNothingWhenRolesAreKilledAtAnyTimeAndAtPoints() throws Exception {
        KillVerdict verdict = new Kills(KILLS, 2_000, 11, progress).run();

        verdict.print(progress);
        assertThat(verdict.unacknowledged()).isEmpty();
        assertThat(verdict.judgement().differences()).isEmpty();
        assertThat(verdict.acknowledged()).isPositive();
        assertThat(Arrays.stream(FaultPoint.values())
                        .mapToInt(verdict.figures()::hits)
                        .sum())
                .as("kills at points")
                .isEqualTo(KILLS / 2);
    }

    @Test
    void shouldGiveEachRecordItsFateWhenRecordsMeanHarm() throws Exception {
        HostileVerdict verdict = new HostileFlood(10_000, 11, progress).run();

        verdict.print(progress);
        assertThat(verdict.judgement().differences()).isEmpty();
        assertThat(verdict.isAccountedFor()).isTrue();
        assertThat(verdict.judgement().refused()).isGreaterThan(5_000);
        assertThat(verdict.threadDeaths()).isZero();
    }
}
