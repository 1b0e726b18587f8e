package dev.credence.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One {@code credence} role in a JVM of its own, to be killed. Its output is appended to a file of its name. */
final class RoleProcess {
    /** What is killed every few seconds never gains from a second compiler tier. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final Path output;
    private final long outputBefore;

    private RoleProcess(Process process, Path output, long outputBefore) {
        this.process = process;
        this.output = output;
        this.outputBefore = outputBefore;
    }

    /**
     * @param options of the JVM, beside the usual ones
     * @param arguments of {@code credence}
     * @param environment beside the usual one
     */
    static RoleProcess start(
            Path directory,
            String name,
            String classPath,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add("dev.credence.cli.Main");
        command.addAll(arguments);
        Path output = directory.resolve(name + ".out");
        long outputBefore = Files.exists(output) ? Files.size(output) : 0;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        builder.environment().putAll(environment);
        return new RoleProcess(builder.start(), output, outputBefore);
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns when the role says that it is ready, has ended, or {@code time} is over. */
    void awaitReady(Duration time) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!saysReady() && process.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean saysReady() throws IOException {
        byte[] said = Files.readAllBytes(output);
        return new String(said, (int) outputBefore, said.length - (int) outputBefore, StandardCharsets.UTF_8)
                .contains(": ready");
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Whether it ended by itself, or was ended, within {@code time}. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Of a process that has ended. */
    int status() {
        return process.exitValue();
    }

    /** Sends a signal that Java has no call for, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("process " + process.pid() + " took no signal " + name);
        }
    }

    /** Has the JVM collect its garbage; returns when it has. */
    void collectGarbage() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The most memory that the process ever had, in bytes; -1 where the system does not say. */
    long peakResidentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
