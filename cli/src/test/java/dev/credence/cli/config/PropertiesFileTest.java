package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.PropertiesFile.Line;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PropertiesFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadWhatJavaReadsAndKnowTheLines() throws IOException {
        Path file = write("""
                # a comment that ends with \\
                a=1
                ! another

                b : two \\
                    and \\
                  three
                c\\=d e=f
                path=C:\\\\dir\\\\
                \\u00e4=\\u00f6
                empty=
                a = 9\t
                last=\\""");
        Properties java = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            java.load(reader);
        }

        PropertiesFile read = PropertiesFile.read(file);

        assertThat(read.problems()).isEmpty();
        assertThat(read.lines())
                .containsExactly(
                        new Line(2, "a", "1"),
                        new Line(5, "b", "two and three"),
                        new Line(8, "c=d", "e=f"),
                        new Line(9, "path", "C:\\dir\\"),
                        new Line(10, "ä", "ö"),
                        new Line(11, "empty", ""),
                        new Line(12, "a", "9"),
                        new Line(13, "last", ""));
        Properties again = new Properties();
        read.lines().forEach(line -> again.setProperty(line.name(), line.value()));
        java.replaceAll((name, value) -> value.toString().trim());
        assertThat(again).isEqualTo(java);
    }

    @Test
    void shouldSayWhichLineIsMalformed() throws IOException {
        PropertiesFile read = PropertiesFile.read(write("a=1\nb=\\u12\nc=3\n"));

        assertThat(read.lines()).extracting(Line::name).containsExactly("a", "c");
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.text()).startsWith("not a line of a properties file");
        });
    }

    @Test
    void shouldSayWhatIsWrongWhenItIsNoFile() throws IOException {
        Path bytes = Files.write(directory.resolve("bytes"), new byte[] {'a', '=', (byte) 0xff});

        assertThatThrownBy(() -> PropertiesFile.read(directory.resolve("none")))
                .hasMessage("there is no file " + directory.resolve("none"));
        assertThatThrownBy(() -> PropertiesFile.read(bytes))
                .hasMessage("cannot read " + bytes + ": it is not UTF-8 text");
        assertThatThrownBy(() -> PropertiesFile.read(directory)).hasMessageStartingWith("cannot read " + directory);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("a.properties"), text);
    }
}
