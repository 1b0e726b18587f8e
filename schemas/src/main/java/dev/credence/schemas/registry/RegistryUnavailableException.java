package dev.credence.schemas.registry;

/** The registry gave no answer, or none that says anything about schemas: wait and ask again. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
