package dev.credence.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded part did not start, or stopped. The message is one line for the person at the terminal. */
public class EmbeddedException extends RuntimeException {
    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
