package dev.credence.processor.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which this data directory is a member of the consumer group. Kept in a file, so that a restarted
 * instance takes its own place again at once instead of waiting until its predecessor is given up.
 */
public final class InstanceName {
    private static final String FILE = "instance.id";

    private InstanceName() {}

    /** The name in {@code dataDir}, made on first use. */
    public static String in(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(dataDir, file);
            }
            String name = Files.readString(file).strip();
            return UUID.fromString(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + FILE + " in data.dir: " + e.getMessage(), e);
        } catch (IllegalArgumentException damaged) {
            throw new IllegalStateException(
                    FILE + " in data.dir does not hold a UUID; delete the file, a new one is made", damaged);
        }
    }

    private static void create(Path dataDir, Path file) throws IOException {
        Files.createDirectories(dataDir);
        Path written = Files.writeString(dataDir.resolve(FILE + ".new"), UUID.randomUUID() + System.lineSeparator());
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException another) {
            Files.delete(written);
        }
    }
}
