package dev.credence.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The disk of the data directory is full. */
public final class NoSpaceException extends EmbeddedException {
    public NoSpaceException(Path directory, long neededBytes, @Nullable Throwable cause) {
        super(
                "no space left on the disk of data directory " + directory + " (at least " + (neededBytes >> 20)
                        + " MiB must be free): make room, or choose another directory with --data",
                cause);
    }
}
