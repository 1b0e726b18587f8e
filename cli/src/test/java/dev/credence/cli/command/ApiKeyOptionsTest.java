package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyOptionsTest {
    private final ApiKeyOptions options = new ApiKeyOptions();

    @Test
    void shouldTakeAnEmptyVariableForNone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "of-the-file\n");

        for (String empty : new String[] {"", " "}) {
            assertThat(options.key(Map.of("CREDENCE_API_KEY", empty, "CREDENCE_API_KEY_FILE", empty)))
                    .isNull();
            assertThat(options.key(Map.of("CREDENCE_API_KEY", empty, "CREDENCE_API_KEY_FILE", file.toString())))
                    .isEqualTo("of-the-file");
        }
        assertThat(options.key(Map.of("CREDENCE_API_KEY", "of-the-variable", "CREDENCE_API_KEY_FILE", "")))
                .isEqualTo("of-the-variable");
    }
}
