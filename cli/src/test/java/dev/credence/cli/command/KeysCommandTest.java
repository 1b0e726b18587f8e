package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowAKeyOnceAndKeepItsHash() throws Exception {
        Path file = directory.resolve("keys").resolve("api-keys");

        Ran added = credence("keys", "add", "agent-7", "--http-api-keys-file", file.toString());

        assertThat(added.exitCode()).isZero();
        assertThat(added.lastLine()).startsWith("credence_").hasSize(9 + 43);
        assertThat(Files.readString(file)).contains("agent-7 ").doesNotContain(added.lastLine());
        Ran listed = credence("keys", "list", "--http-api-keys-file", file.toString());
        assertThat(listed.lines()).hasSize(2);
        assertThat(listed.lastLine()).startsWith("agent-7  20");
    }

    @Test
    void shouldSayInOneLineWhatIsNotPossible() throws Exception {
        String file = directory.resolve("api-keys").toString();
        credence("keys", "add", "a", "--http-api-keys-file", file);

        for (Ran ran : new Ran[] {
            credence("keys", "add", "a", "--http-api-keys-file", file),
            credence("keys", "add", "a b", "--http-api-keys-file", file),
            credence("keys", "remove", "b", "--http-api-keys-file", file),
            credence("keys", "list", "--http-api-keys-file", file + "-none"),
            credence("keys", "add", "a")
        }) {
            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err().lines()).hasSize(1);
        }
        assertThat(credence("keys", "remove", "a", "--http-api-keys-file", file).exitCode())
                .isZero();
        assertThat(credence("keys", "list", "--http-api-keys-file", file).lines())
                .hasSize(1);
    }

    @Test
    void shouldSayWhichFileOfAKeyCannotBeRead() {
        Ran ran = credence(
                "list",
                "--url",
                "http://127.0.0.1:1",
                "--api-key-file",
                directory.resolve("k").toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("cannot read the API key in");
    }
}
