package dev.credence.schemas.registry;

/** The registry answered that it will not register our schema: asking again does not help. */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
