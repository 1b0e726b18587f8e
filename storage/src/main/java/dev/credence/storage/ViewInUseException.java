package dev.credence.storage;

/** Another process, or another part of this one, writes the view. */
public final class ViewInUseException extends ViewException {
    private static final long serialVersionUID = 1L;

    ViewInUseException(String message) {
        super(message);
    }
}
