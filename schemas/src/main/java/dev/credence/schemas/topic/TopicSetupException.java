package dev.credence.schemas.topic;

/** The cluster's topics are not what Credence needs, or could not be asked about; the message says what to do. */
public final class TopicSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
