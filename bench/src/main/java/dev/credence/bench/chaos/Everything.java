package dev.credence.bench.chaos;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code credence up} as a process tree of its own, to be killed whole. Ports and directory stay the same. */
final class Everything implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(90);

    private final Path directory;
    private final int httpPort;
    private final int kafkaPort;
    private final int registryPort;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private Process process;

    Everything(Path directory, int httpPort, int kafkaPort, int registryPort) throws IOException {
        this.directory = directory;
        this.httpPort = httpPort;
        this.kafkaPort = kafkaPort;
        this.registryPort = registryPort;
        this.process = start();
    }

    private Process start() throws IOException {
        File log = directory.resolve("up.out").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.credence.cli.Main",
                        "up",
                        "--data",
                        directory.resolve("data").toString(),
                        "--http-port",
                        Integer.toString(httpPort),
                        "--kafka-port",
                        Integer.toString(kafkaPort),
                        "--registry-port",
                        Integer.toString(registryPort))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        return builder.start();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    String registryUrl() {
        return "http://127.0.0.1:" + registryPort;
    }

    Path viewDirectory() {
        return directory.resolve("data").resolve("view");
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** SIGKILL to every process of the tree, the broker among them; then the same start again. */
    void killAndRestart() throws IOException, InterruptedException {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle child : tree) {
            child.onExit().join();
        }
        process = start();
    }

    /** Waits until {@code /readyz} answers 200. */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (status("/readyz") != 200) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("up is not ready; what it said is in " + directory.resolve("up.out")
                        + " and " + directory.resolve("data").resolve("credence.log"));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The status of a GET; 0 if nobody answers. */
    private int status(String path) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url() + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    /** Ends in order; once is enough. */
    @Override
    public void close() {
        stop();
    }

    /** SIGTERM, and SIGKILL after half a minute. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
