package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference in the docs against the table that it describes. */
final class ReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void shouldSayInTheDocsWhatTheKeysAre() throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);
        int head = lines.indexOf("| key | default | development | meaning |");
        assertThat(head).as("the table's head in " + REFERENCE).isNotNegative();

        List<String> rows = lines.stream()
                .skip(head + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Key.values()).map(ReferenceTest::row).toList());
    }

    private static String row(Key key) {
        String development = key.defaultIn(Profile.DEVELOPMENT);
        return "| `" + key.key() + "` | " + code(key.defaultIn(Profile.PRODUCTION)) + " | "
                + (key.differsByProfile() ? code(development) : "") + " | " + key.meaning() + " |";
    }

    private static String code(String value) {
        return value.isEmpty() ? "none" : "`" + value + "`";
    }
}
