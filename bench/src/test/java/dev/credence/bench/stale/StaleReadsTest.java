package dev.credence.bench.stale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench --only stale}. */
final class StaleReadsTest {
    @Test
    void shouldReadNothingStaleWhileOutcomesDeletionsAndGenerationsPass(@TempDir Path directory) throws Exception {
        StaleReads.Outcome outcome = new StaleReads(5_000, 150_000, 3, 60).run(directory.resolve("view"));

        assertThat(outcome.verdict().first()).isEmpty();
        assertThat(outcome.verdict().stale()).isZero();
        assertThat(outcome.verdict().judged()).isGreaterThanOrEqualTo(150_000);
        assertThat(outcome.commits()).isGreaterThan(20);
        assertThat(outcome.cache().hitRate()).as("or nothing was tested").isGreaterThan(0.5);
    }
}
