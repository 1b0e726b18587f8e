package dev.credence.cli.secured;

import dev.credence.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran in a process of its own, to its end.
 *
 * @param exit its exit code
 * @param output everything it printed, on either stream
 */
record Ended(int exit, String output, Duration took) {
    private static final long AT_MOST_SECONDS = 90;

    /** Runs {@code credence ARGUMENTS}; what it leaves is in {@code directory}. */
    static Ended of(Path directory, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "command", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("XDG_STATE_HOME", directory.toString());
        long began = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(arguments + " did not end; so far: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output), Duration.ofNanos(System.nanoTime() - began));
    }
}
