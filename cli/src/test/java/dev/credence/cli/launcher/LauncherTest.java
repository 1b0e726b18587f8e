package dev.credence.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a release of its own, with a Java that only notes how it was called. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "credence");

    @TempDir
    Path directory;

    @Test
    void shouldKeepTheSettingsOfTheUserFromTheRunThatMakesTheArchive() throws Exception {
        List<String> calls = run(Map.of("CREDENCE_BOOTSTRAP_SERVERS", "kafka.example:9092"), "up", "--half-life", "7d");

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0)).contains("up --data").doesNotContain("kafka.example");
        assertThat(calls.get(1)).endsWith("up --half-life 7d servers=kafka.example:9092");
    }

    @Test
    void shouldMakeNoArchiveForACommand() throws Exception {
        assertThat(run(Map.of(), "stats")).singleElement().asString().endsWith("stats servers=");
    }

    /** What each Java was called with. */
    private List<String> run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path calls = directory.resolve("calls");
        Path home = directory.resolve("java");
        write(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        executable(write(
                home.resolve("bin").resolve("java"),
                "#!/bin/sh\necho \"$* servers=$CREDENCE_BOOTSTRAP_SERVERS\" >>'" + calls + "'\n"));
        Path release = directory.resolve("release");
        write(release.resolve("lib").resolve("credence.jar"), "");
        Path launcher = release.resolve("credence");
        Files.copy(LAUNCHER, launcher);
        executable(launcher);
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("CREDENCE_"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", home.toString());
        Path output = directory.resolve("output");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(calls);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
