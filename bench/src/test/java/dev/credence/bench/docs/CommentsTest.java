package dev.credence.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TWO_IN_A_ROW = Pattern.compile("(?s)/\\*\\*((?!\\*/).)*+\\*/\\s*/\\*\\*");

    /** A newer compiler warns of it, a warning fails the build, and this compiler may be an older one. */
    @Test
    void shouldBelongToSomething() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .toList();

            assertThat(sources).hasSizeGreaterThan(500);
            assertThat(sources.stream()
                            .filter(file -> TWO_IN_A_ROW.matcher(text(file)).find()))
                    .isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
