package dev.credence.embedded;

import java.nio.file.Path;

/** The data directory was written by a newer Kafka than the one at hand. */
public final class NewerDataException extends EmbeddedException {
    public NewerDataException(Path directory, String written, String running) {
        super("data directory " + directory + " was written by Kafka " + written + ", newer than the Kafka " + running
                + " of this Credence: run the newer Credence, or choose another directory with --data");
    }
}
