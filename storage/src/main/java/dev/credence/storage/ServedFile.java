package dev.credence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The file behind the link: equal only while it is the same file, not merely one of the same name.
 *
 * @param key what the file system knows it by; null where it has no such thing
 */
record ServedFile(Path path, @Nullable Object key) {
    /** The file at {@code path}; null if there is none. Reads attributes only: Java must not open it. */
    static @Nullable ServedFile at(Path path) {
        try {
            return new ServedFile(
                    path, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException removedMeanwhile) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }
}
