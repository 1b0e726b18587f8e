package dev.credence.bench.flips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code chaos --only flips} in short: fewer faults. */
class FlipsTest {
    private static final int FAULTS = 25;

    @Test
    void shouldFindWhatChangesAnAnswerWhenAFileIsStruck() throws IOException {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

        FlipsVerdict verdict = new Flips(FAULTS, 1, nowhere).run();

        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.tallies().values())
                .extracting(tally -> tally.scrubbed() + tally.refused() + tally.lost())
                .satisfies(found -> assertThat(
                                found.stream().mapToLong(Long::longValue).sum())
                        .isGreaterThan(FAULTS / 3));
    }
}
