package dev.credence.cli.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The note that a running {@code up} or {@code demo} leaves for the other commands of this machine: one file per Kafka
 * port, removed at the end. A note whose process is gone counts as none.
 *
 * @param pid of the process that wrote it
 * @param url of the HTTP service
 * @param startedMs when the note was written
 */
public record RunFile(
        long pid, String bootstrapServers, String registryUrl, String url, String dataDir, long startedMs) {
    /** The system tells when a process started in ticks since it started itself. */
    private static final long START_SLACK_MS = 1_000;

    /** Where the notes lie: {@code $XDG_STATE_HOME/credence}, by default {@code ~/.local/state/credence}. */
    public static Path directory(Map<String, String> environment) {
        String state = environment.get("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("credence");
    }

    /** Writes the note, replacing what an earlier process left under the same port. */
    public Path write(Path directory) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("schema.registry.url", registryUrl);
        properties.setProperty("url", url);
        properties.setProperty("data.dir", dataDir);
        properties.setProperty("started", Long.toString(startedMs));
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("run-" + port(bootstrapServers) + ".properties");
            Path temporary = Files.createTempFile(directory, "run", ".tmp");
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                properties.store(writer, "A running Credence; removed when it ends");
            }
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the run file in " + directory + " (" + e + ")", e);
        }
    }

    /** A note whose process is gone. */
    public record Left(Path file, long pid) {}

    /** The notes of processes that live, latest first. */
    public static List<RunFile> running(Path directory) {
        return notes(directory).stream()
                .flatMap(file -> read(file).stream())
                .filter(RunFile::isAlive)
                .sorted(Comparator.comparingLong(RunFile::startedMs).reversed())
                .toList();
    }

    /** The notes that processes left which could not end in order. */
    public static List<Left> left(Path directory) {
        return notes(directory).stream()
                .flatMap(file ->
                        read(file).stream().filter(note -> !note.isAlive()).map(note -> new Left(file, note.pid())))
                .toList();
    }

    private static List<Path> notes(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the run files in " + directory, e);
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::mayHaveWritten)
                .isPresent();
    }

    /** Numbers of processes are given again, in a container the first one at each start; a writer is older than its note. */
    private boolean mayHaveWritten(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> start.toEpochMilli() <= startedMs + START_SLACK_MS)
                .orElse(true);
    }

    /** Empty if the file is being written or removed, or is not one of ours. */
    private static Optional<RunFile> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new RunFile(
                    Long.parseLong(properties.getProperty("pid", "")),
                    properties.getProperty("bootstrap.servers", ""),
                    properties.getProperty("schema.registry.url", ""),
                    properties.getProperty("url", ""),
                    properties.getProperty("data.dir", ""),
                    Long.parseLong(properties.getProperty("started", "0"))));
        } catch (IOException | IllegalArgumentException notReadable) {
            return Optional.empty();
        }
    }

    private static String port(String bootstrapServers) {
        String first = bootstrapServers.split(",", 2)[0];
        return first.substring(first.lastIndexOf(':') + 1);
    }
}
