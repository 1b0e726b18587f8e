package dev.credence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second writer away, in whatever process; a lock file of its own, gone with its process however that ends. */
final class WriterLock implements AutoCloseable {
    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ViewInUseException if another writer has it */
    static WriterLock take(ViewFiles files) {
        try {
            Files.createDirectories(files.directory());
            FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new ViewInUseException("the view in " + files.directory()
                        + " has a writer already: stop the other process, or set another data.dir");
            }
            return new WriterLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + files.lock(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the view's lock", e);
        }
    }
}
