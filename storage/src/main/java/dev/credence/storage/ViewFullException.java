package dev.credence.storage;

/** There is no space for the view; what was committed before is intact. */
public final class ViewFullException extends ViewException {
    private static final long serialVersionUID = 1L;

    ViewFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
