package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);
    private static final String FORGED = "p1\r\n2026-01-01T00:00:00.000Z ERROR all is lost\u001b[2J\u202e";

    @TempDir
    Path directory;

    @AfterEach
    void backToTheConsole() {
        Logs.toConsole();
    }

    @Test
    void shouldNotLetTextOfStrangersLookLikeALineOrSteerATerminal() throws IOException {
        Logs.toFile(directory);

        LOG.info("no pattern {}", FORGED);

        List<String> lines = Files.readAllLines(directory.resolve("credence.log"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).endsWith("no pattern p1??2026-01-01T00:00:00.000Z ERROR all is lost?[2J?");
    }

    @Test
    void shouldTellOnTheConsoleWhatTheClientsOfARoleMeet() {
        System.setProperty("credence.log", "console");
        try {
            assertThat(Logs.ofRole(directory)).isEqualTo("on standard error");
        } finally {
            System.clearProperty("credence.log");
        }

        assertThat(LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient")
                        .isWarnEnabled())
                .isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldIndentWhatAnExceptionSaysInFurtherLines() throws IOException {
        Logs.toFile(directory);

        LOG.error("failed", new IllegalStateException(FORGED, new IllegalArgumentException("why")));

        List<String> lines = Files.readAllLines(directory.resolve("credence.log"));
        assertThat(lines.get(0)).endsWith("failed");
        assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: p1?");
        assertThat(lines.get(2)).isEqualTo("  2026-01-01T00:00:00.000Z ERROR all is lost?[2J?");
        assertThat(lines.get(3)).startsWith("\tat ");
        assertThat(lines).anyMatch(line -> line.equals("  Caused by: java.lang.IllegalArgumentException: why"));
    }
}
