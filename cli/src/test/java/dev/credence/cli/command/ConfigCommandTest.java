package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ConfigCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowValuesWithTheirOriginAndNoSecret() throws IOException {
        Path file = write("""
                half.life=7d
                kafka.ssl.truststore.password=geheim
                schema.registry.url=http://me:geheim@registry:8081
                """);

        int exit = run("config", "show", "--config", file.toString(), "--http-port", "77", "--profile", "development");

        assertThat(exit).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "half.life 7d " + file + ":1",
                        "http.port 77 flag --http-port",
                        "db.pool.size 2 profile development",
                        "window.ms 1000 default",
                        "kafka.ssl.truststore.password ******** " + file + ":2",
                        "schema.registry.url http://********@registry:8081 " + file + ":3");
        assertThat(out.toString()).doesNotContain("geheim");
    }

    @Test
    void shouldShowTheSameAsJson() throws IOException {
        Path file = write("half.life=7d\nkafka.sasl.jaas.config=geheim\n");

        assertThat(run("config", "show", "--json", "--config", file.toString())).isZero();

        JsonNode shown = new ObjectMapper().readTree(out.toString());
        assertThat(shown.path("profile").asText()).isEqualTo("production");
        assertThat(shown.path("file").asText()).isEqualTo(file.toString());
        JsonNode halfLife = shown.path("settings").path("half.life");
        assertThat(halfLife.path("value").asText()).isEqualTo("7d");
        assertThat(halfLife.path("origin").asText()).isEqualTo(file + ":1");
        assertThat(out.toString()).doesNotContain("geheim");
    }

    @Test
    void shouldFindTheFileInTheDataDirectory() throws IOException {
        write("half.life=7d\n");

        assertThat(run("config", "show", "--data", directory.toString())).isZero();

        assertThat(out.toString()).contains(directory.resolve("credence.properties") + ":1");
    }

    @Test
    void shouldRefuseInOneLineWhatItCannotUse() {
        assertThat(run("config", "show", "--set", "halflife=1d")).isEqualTo(ExitCode.USAGE);

        assertThat(err).hasToString("credence: unknown key 'halflife'; the nearest is 'half.life' (flag --set)\n");
    }

    @Test
    void shouldExitByWhatLintFinds() throws IOException {
        assertThat(run("config", "lint", write("half.life=7d\n").toString())).isEqualTo(ExitCode.DONE);
        assertThat(run("config", "lint", write("db.synchronous=off\n").toString()))
                .isEqualTo(ExitCode.SHORT);
        Path wrong = write("half.life=7d\nhalflife=7d\nwindow.ms=1\n");
        assertThat(run("config", "lint", wrong.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(out.toString())
                .contains(wrong + ":2: error: unknown key 'halflife'; the nearest is 'half.life'")
                .contains(wrong + ":3: error: window.ms must be from 10 to 60000 ms, was '1'")
                .endsWith("errors=2 warnings=0\n");
        assertThat(run("config", "lint", directory.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... arguments) {
        CommandLine commandLine = CredenceCommand.commandLine();
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path write(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("credence.properties"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
