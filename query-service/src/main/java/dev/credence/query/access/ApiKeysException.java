package dev.credence.query.access;

/** The API keys cannot be read or changed; the message says which file, why, and what to do. */
public final class ApiKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiKeysException(String message) {
        super(message);
    }
}
