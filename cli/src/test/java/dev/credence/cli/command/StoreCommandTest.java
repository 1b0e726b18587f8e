package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCommandTest {
    private static final String NOBODY = "http://127.0.0.1:1";
    private static final String TEXT = "Prüfe zuerst die Zeit.";

    private final InputStream input = System.in;

    @AfterEach
    void restore() {
        System.setIn(input);
    }

    @Test
    void shouldRefuseStandardInputThatIsNotUtf8() {
        Ran ran = storedFrom(TEXT, StandardCharsets.ISO_8859_1);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("credence: standard input is not UTF-8; ");
    }

    @Test
    void shouldSendStandardInputThatIsUtf8() {
        Ran ran = storedFrom(TEXT, StandardCharsets.UTF_8);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.err()).startsWith("credence: no service answers at " + NOBODY);
    }

    private static Ran storedFrom(String text, Charset charset) {
        System.setIn(new ByteArrayInputStream(text.getBytes(charset)));
        return credence("store", "p1", "--type", "recipe", "--url", NOBODY);
    }
}
