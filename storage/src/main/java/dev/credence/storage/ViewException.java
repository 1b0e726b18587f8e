package dev.credence.storage;

import org.jspecify.annotations.Nullable;

/** The view could not do what was asked; the message says what, of which file, and what to do. */
public class ViewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewException(String message) {
        this(message, null);
    }

    ViewException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
