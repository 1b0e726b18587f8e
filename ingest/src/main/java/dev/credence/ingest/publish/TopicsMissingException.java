package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/** Event topics do not exist. */
public final class TopicsMissingException extends PublishException {
    private static final long serialVersionUID = 1L;

    TopicsMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
