package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/** The schema registry did not answer. */
public final class RegistryUnreachableException extends PublishException {
    private static final long serialVersionUID = 1L;

    RegistryUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
