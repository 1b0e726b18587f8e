package dev.credence.cli.runtime;

import org.jspecify.annotations.Nullable;

/** A broker, registry or service gives no answer; the message says which, and what to do. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
