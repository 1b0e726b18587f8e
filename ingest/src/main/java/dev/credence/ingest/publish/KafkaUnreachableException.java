package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/** No broker took the event in time. If it was under way, it may be stored or not: publishing it again may double it. */
public final class KafkaUnreachableException extends PublishException {
    private static final long serialVersionUID = 1L;

    KafkaUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
