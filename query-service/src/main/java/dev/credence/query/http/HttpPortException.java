package dev.credence.query.http;

/** The port cannot be listened on; the message says which, why, and what to do. */
public final class HttpPortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HttpPortException(String message, Throwable cause) {
        super(message, cause);
    }
}
