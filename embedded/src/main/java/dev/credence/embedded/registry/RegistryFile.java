package dev.credence.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.credence.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The state on disk: one JSON file, replaced as a whole, so that a crash leaves either the old or the new one. */
final class RegistryFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    RegistryFile(Path file) {
        this.file = file;
    }

    RegistryState load() {
        if (!Files.exists(file)) {
            return RegistryState.EMPTY;
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), RegistryState.class);
        } catch (JsonProcessingException e) {
            throw new EmbeddedException(
                    "registry file " + file + " is damaged (" + e.getOriginalMessage()
                            + "): restore it from a copy; without it, stored events have no schema",
                    e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Returns when the state would survive a loss of power. */
    void save(RegistryState state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(directory());
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel parent = FileChannel.open(directory(), StandardOpenOption.READ)) {
                parent.force(true);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path directory() {
        Path parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }

    private EmbeddedException failed(IOException e) {
        return new EmbeddedException(
                "registry file " + file + " cannot be used (" + e + "): check the disk, and the owner and rights", e);
    }
}
