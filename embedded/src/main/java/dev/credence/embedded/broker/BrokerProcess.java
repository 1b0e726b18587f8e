package dev.credence.embedded.broker;

import dev.credence.embedded.EmbeddedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The child JVM as a process: its command line, its one line of answer, its signals. Its stdin is a pipe that this
 * process never writes to and keeps open, so that the child sees the end of it when we die.
 */
final class BrokerProcess {
    /** System property: a file of further options of the broker's Java, such as where its start-up archive is. */
    private static final String JAVA_OPTIONS = "credence.broker.java.options";

    private static final int LAST_LINES = 15;

    private final Process process;
    private final Path logFile;

    private BrokerProcess(Process process, Path logFile) {
        this.process = process;
        this.logFile = logFile;
    }

    static BrokerProcess spawn(BrokerDirectory directory, Path properties, BrokerOptions options) {
        ProcessBuilder builder = new ProcessBuilder(command(directory, properties, options));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(directory.logFile().toFile()));
        try {
            return new BrokerProcess(builder.start(), directory.logFile());
        } catch (IOException e) {
            throw new EmbeddedException("the Java of the Kafka broker did not start: " + e.getMessage(), e);
        }
    }

    /**
     * A terminal sends Ctrl-C to the whole foreground group. The parent decides who stops when (Streams commits before
     * the broker goes), so the child is born with SIGINT and SIGHUP ignored, which exec and the JVM both respect.
     */
    private static List<String> command(BrokerDirectory directory, Path properties, BrokerOptions options) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' INT HUP; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        String file = System.getProperty(JAVA_OPTIONS);
        if (file != null) {
            command.add("@" + file);
        }
        command.addAll(List.of(
                "-Xms" + Math.min(options.heapMb(), 128) + "m",
                "-Xmx" + options.heapMb() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + directory.tmp(),
                "-Dlogback.configurationFile=credence-broker-logback.xml",
                "-Dcredence.broker.log=" + directory.logFile()));
        command.addAll(options.java());
        command.add(BrokerMain.class.getName());
        command.add(properties.toString());
        return command;
    }

    /** Whether a pid found in a file is still ours, not a stranger's that was given the number anew. */
    static boolean isBroker(ProcessHandle handle) {
        return handle.info()
                .commandLine()
                .or(() -> handle.info().command())
                .map(command -> command.contains(BrokerMain.class.getName()))
                .orElse(false);
    }

    /** Returns when the child says that it is ready; throws with its cause when it says otherwise, or dies. */
    void awaitReady(Duration timeout) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread reader = new Thread(() -> readAnswer(answer), "broker-answer");
        reader.setDaemon(true);
        reader.start();
        try {
            String line = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!line.equals(BrokerMain.READY)) {
                throw new EmbeddedException("the Kafka broker did not start: "
                        + (line.startsWith(BrokerMain.FAILED)
                                ? line.substring(BrokerMain.FAILED.length()) + " (see " + logFile + ")"
                                : "it ended early; the last lines of " + logFile + ":\n" + lastLines()));
            }
        } catch (TimeoutException e) {
            throw new EmbeddedException(
                    "the Kafka broker was not ready after " + timeout.toSeconds() + " s; see " + logFile, e);
        } catch (ExecutionException e) {
            throw new EmbeddedException("the Kafka broker did not start; see " + logFile, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while the Kafka broker was starting", e);
        }
    }

    private void readAnswer(CompletableFuture<String> answer) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            answer.complete(line == null ? "" : line);
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(logFile));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitExit() throws InterruptedException {
        int unused = process.waitFor();
    }

    /** Asks it to stop in order (SIGTERM), and insists after the grace. */
    void stop(Duration grace) {
        process.destroy();
        if (!endsWithin(grace)) {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends a signal that Java has no call for. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new EmbeddedException("process " + pid() + " of the broker took no signal " + name);
            }
        } catch (IOException e) {
            throw new EmbeddedException("signal " + name + " could not be sent to the broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while signalling the broker", e);
        }
    }
}
