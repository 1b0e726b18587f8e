package dev.credence.embedded;

import java.nio.file.Path;

/** The data directory belongs to a broker that is running. */
public final class DataInUseException extends EmbeddedException {
    /** @param owner how to find the owner, as in "process 4711" */
    public DataInUseException(Path directory, String owner) {
        super("data directory " + directory + " is used by another running broker (" + owner
                + "): stop it, or choose another directory with --data");
    }
}
