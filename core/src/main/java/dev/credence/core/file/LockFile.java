package dev.credence.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second holder away, in whatever process; gone with its process however that ends. The file stays. Thread-safe. */
public final class LockFile implements AutoCloseable {
    /**
     * What this process holds. Asked before a file is opened: on POSIX systems a process that closes any channel to a file
     * gives up all its locks on it, so a second one that is refused would take the first one's lock along.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The lock on {@code file}, which is made if it is not there, like its directory; null if another has it.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static @Nullable LockFile take(Path file) {
        try {
            Path real = Files.createDirectories(file.toAbsolutePath().getParent())
                    .toRealPath()
                    .resolve(file.getFileName());
            return HELD.add(real) ? takeFromOthers(real) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable LockFile takeFromOthers(Path file) throws IOException {
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            taken = tryLock(channel) != null;
            if (taken) {
                return new LockFile(file, channel);
            }
            channel.close();
            return null;
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameFileOfAnotherName) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + file, e);
        } finally {
            HELD.remove(file);
        }
    }
}
