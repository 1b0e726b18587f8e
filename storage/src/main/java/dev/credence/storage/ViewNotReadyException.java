package dev.credence.storage;

/** There is no published view yet. */
public final class ViewNotReadyException extends ViewException {
    private static final long serialVersionUID = 1L;

    ViewNotReadyException(String message) {
        super(message);
    }
}
