package dev.credence.storage;

/** The file was written by a newer Credence. */
public final class NewerFormatException extends ViewException {
    private static final long serialVersionUID = 1L;

    NewerFormatException(String message) {
        super(message);
    }
}
