package dev.credence.processor.view;

/** A record of an internal topic is not what this build can read. The view stops before it: it is never skipped. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
