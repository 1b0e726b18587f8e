package dev.credence.cli.records;

/** The cluster has no such topic, or no such partition of it. */
public final class NoSuchTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchTopicException(String message) {
        super(message);
    }
}
