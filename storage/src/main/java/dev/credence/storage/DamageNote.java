package dev.credence.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file beside a generation in which any process says that it found damage: the writer looks for it, and builds
 * another generation. It goes with the generation that it is about.
 */
record DamageNote(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(DamageNote.class);

    /** Of the database {@code view}. */
    static DamageNote of(Path view) {
        return new DamageNote(view.resolveSibling(view.getFileName() + ".damaged"));
    }

    /** Leaves a note; the first one stays. Where this process may not write, the scrubber of the one that may finds it. */
    void leave(Exception found) {
        try {
            Files.writeString(file, String.valueOf(found.getMessage()), StandardOpenOption.CREATE_NEW);
            LOG.error("The view is damaged; its writer is told: {}", found.getMessage());
        } catch (FileAlreadyExistsException told) {
            LOG.debug("Damage found again", found);
        } catch (IOException e) {
            LOG.warn("The view is damaged, and its writer cannot be told: {}", found.getMessage(), e);
        }
    }

    /** What was found, if anything was. */
    Optional<String> read() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of("damage was noted in " + file);
        }
    }
}
