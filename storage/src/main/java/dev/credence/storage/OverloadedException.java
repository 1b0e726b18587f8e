package dev.credence.storage;

/** More reads than connections, for longer than a read may wait. */
public final class OverloadedException extends ViewException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
        super(message);
    }
}
