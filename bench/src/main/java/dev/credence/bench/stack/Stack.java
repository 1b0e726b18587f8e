package dev.credence.bench.stack;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Logs;
import dev.credence.cli.runtime.Up;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All roles in this process, with a broker of their own. */
public final class Stack implements AutoCloseable {
    private final Path directory;
    private final Up up;

    private Stack(Path directory, Up up) {
        this.directory = directory;
        this.up = up;
    }

    /** Starts it on free ports with the production defaults. */
    public static Stack start(Consumer<String> progress) throws IOException {
        Path directory = Files.createTempDirectory("credence-bench");
        Logs.toFile(directory);
        return new Stack(directory, Up.start(settings(directory, Map.of()), new Up.Ports(0, 0), progress));
    }

    /** The production defaults over {@code directory}, with some keys set. */
    public static Settings settings(Path directory, Map<Key, String> set) {
        Map<Key, Setting> settings = new HashMap<>();
        settings.put(Key.DATA_DIR, new Setting(directory.toString(), "benchmark"));
        settings.put(Key.HTTP_PORT, new Setting("0", "benchmark"));
        set.forEach((key, value) -> settings.put(key, new Setting(value, "benchmark")));
        return Settings.resolve(settings, Map.of(), null, Profile.PRODUCTION);
    }

    /** The roles, and the settings with the addresses they were given. */
    public Up up() {
        return up;
    }

    @Override
    public void close() throws IOException {
        up.close();
        delete(directory);
    }

    /** Removes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
