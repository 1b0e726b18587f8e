package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final ProcessHandle THIS = ProcessHandle.current();

    @TempDir
    private Path directory;

    @Test
    void shouldCountAsRunningWhileItsProcessLives() {
        RunFile note = note(THIS.info().startInstant().orElseThrow().plusMillis(1));
        note.write(directory);

        assertThat(RunFile.running(directory)).containsExactly(note);
        assertThat(RunFile.left(directory)).isEmpty();
    }

    @Test
    void shouldCountAsLeftWhenItsNumberIsNowThatOfALaterProcess() {
        Path file = note(THIS.info().startInstant().orElseThrow().minus(Duration.ofHours(1)))
                .write(directory);

        assertThat(RunFile.running(directory)).isEmpty();
        assertThat(RunFile.left(directory)).containsExactly(new RunFile.Left(file, THIS.pid()));
    }

    private static RunFile note(Instant written) {
        return new RunFile(
                THIS.pid(),
                "127.0.0.1:9092",
                "http://127.0.0.1:8081",
                "http://127.0.0.1:8080",
                "/data",
                written.toEpochMilli());
    }
}
