package dev.credence.storage;

/** What lies at the view's place is not a view. */
public final class ForeignFileException extends ViewException {
    private static final long serialVersionUID = 1L;

    ForeignFileException(String message) {
        super(message);
    }
}
