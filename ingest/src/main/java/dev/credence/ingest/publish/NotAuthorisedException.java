package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/** The cluster does not let this user in, or not write. */
public final class NotAuthorisedException extends PublishException {
    private static final long serialVersionUID = 1L;

    NotAuthorisedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
