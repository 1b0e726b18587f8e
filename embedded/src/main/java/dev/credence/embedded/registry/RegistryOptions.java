package dev.credence.embedded.registry;

import dev.credence.embedded.Loopback;
import java.nio.file.Path;

/**
 * Where the registry listens and what it remembers.
 *
 * @param port 0 picks a free one
 * @param file of this registry alone; created when missing
 */
public record RegistryOptions(String host, int port, Path file) {
    public RegistryOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
        }
        file = file.toAbsolutePath().normalize();
    }

    /** On loopback. */
    public RegistryOptions(int port, Path file) {
        this(Loopback.HOST, port, file);
    }
}
