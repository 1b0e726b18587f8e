package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/** An event was not published, or nobody can say; the message says what, and what to do. */
public class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
