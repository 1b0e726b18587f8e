package dev.credence.storage;

/** There is no space for the view. */
public final class ViewFullException extends ViewDiskException {
    private static final long serialVersionUID = 1L;

    ViewFullException(String where, Throwable cause) {
        super(where, "no space left; make room, what was committed is intact", cause);
    }
}
