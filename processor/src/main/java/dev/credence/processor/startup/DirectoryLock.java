package dev.credence.processor.startup;

import dev.credence.processor.ledger.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data directory for one processor, from before it settles what an earlier run has left in the group: of a run that
 * lives, that would be undone. Streams has a lock of its own, but takes it later. A process that dies lets go of it.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "processor.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * The lock of {@code dataDir}, which is made if it is not there.
     *
     * @throws RefusedException if another processor holds it
     * @throws UncheckedIOException if the file cannot be written
     */
    public static DirectoryLock of(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            Files.createDirectories(dataDir);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new RefusedException("another processor runs on the data directory " + dataDir.toAbsolutePath()
                        + " (it holds " + FILE + "): end that one, or give this one a data.dir of its own");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + FILE, e);
        }
    }
}
