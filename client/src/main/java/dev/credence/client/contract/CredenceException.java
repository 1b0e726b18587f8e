package dev.credence.client.contract;

import org.jspecify.annotations.Nullable;

/** A call was not answered; the message says what, of what, and what to do. An id that is not known is none of these. */
public class CredenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CredenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
