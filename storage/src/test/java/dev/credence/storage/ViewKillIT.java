package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.storage.WriteBatch.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class ViewKillIT extends ViewCase {
    private static final int COMMITS_BEFORE_KILL = 150;

    @Test
    void shouldHoldExactlyThePrefixThatItStatesWhenTheWriterIsKilled() throws Exception {
        long before = 0;
        for (int round = 0; round < 3; round++) {
            long acknowledged = commitUntilKilled();
            before = requirePrefix(Math.max(before, acknowledged));
        }
    }

    private long commitUntilKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommitsUntilKilled.class.getName(),
                        config.directory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < COMMITS_BEFORE_KILL; i++) {
                String line = lines.readLine();
                assertThat(line).as("the process ended by itself").isNotNull();
                // Its log goes to the same stream.
                acknowledged = line.matches("\\d+") ? Long.parseLong(line) : acknowledged;
            }
            process.destroyForcibly();
        }
        process.waitFor();
        return acknowledged;
    }

    private long requirePrefix(long atLeast) {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
                ViewReader reader = View.openReader(config)) {
            List<Position> positions = writer.positions();
            long n = positions.get(0).offset();
            assertThat(n).isGreaterThanOrEqualTo(atLeast);
            assertThat(reader.ledger())
                    .extracting(entry -> entry.row().nextOffset())
                    .containsExactly(n);
            List<PatternRow> rows = reader.getAll(IntStream.range(0, CommitsUntilKilled.IDS)
                    .mapToObj(i -> "p" + i)
                    .toList());
            assertThat(rows).hasSize(CommitsUntilKilled.IDS).allSatisfy(row -> {
                assertThat(row.outcomes()).isEqualTo(n);
                assertThat(row.seq()).isEqualTo(n);
            });
            assertThat(Batches.content(reader.get("p" + n % CommitsUntilKilled.IDS)))
                    .isEqualTo("body " + n);
            return n;
        }
    }
}
