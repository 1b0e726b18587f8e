package dev.credence.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry answered that our schema is not, or will not be, registered: asking again does not help. */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
