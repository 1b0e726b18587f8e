package dev.credence.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    private static final int TAKEN = 0;
    private static final int REFUSED = 3;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("some.lock");
    }

    @Test
    void shouldKeepOtherProcessesAwayWhenASecondHolderInThisOneWasRefused() throws Exception {
        LockFile held = taken(file);

        assertThat(LockFile.take(file)).isNull();
        assertThat(inAnotherProcess()).isEqualTo(REFUSED);

        held.close();
        assertThat(inAnotherProcess()).isEqualTo(TAKEN);
    }

    @Test
    void shouldRefuseASecondHolderThatSpellsThePathInAnotherWay() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        Path deeper = Files.createDirectory(directory.resolve("deeper"));
        file = deeper.resolve("some.lock");
        LockFile held = taken(file);

        assertThat(LockFile.take(link.resolve("deeper/some.lock"))).isNull();
        assertThat(LockFile.take(deeper.resolve("../deeper/some.lock"))).isNull();
        assertThat(inAnotherProcess()).isEqualTo(REFUSED);

        held.close();
        taken(link.resolve("deeper/some.lock")).close();
    }

    @Test
    void shouldNotLetGoOfTheNextHoldersLockWhenClosedTwice() {
        LockFile first = taken(file);
        first.close();
        LockFile second = taken(file);

        first.close();

        assertThat(LockFile.take(file)).isNull();
        second.close();
    }

    private static LockFile taken(Path file) {
        return Objects.requireNonNull(LockFile.take(file));
    }

    private int inAnotherProcess() throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Taker.class.getName(),
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Another process. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] args) {
            System.exit(LockFile.take(Path.of(args[0])) == null ? REFUSED : TAKEN);
        }
    }
}
