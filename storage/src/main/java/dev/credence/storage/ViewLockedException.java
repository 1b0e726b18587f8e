package dev.credence.storage;

/** Another program keeps the view from being read or written. */
public final class ViewLockedException extends ViewDiskException {
    private static final long serialVersionUID = 1L;

    ViewLockedException(String where, Throwable cause) {
        super(where, "another program holds a lock on it; end whatever else has the file open", cause);
    }
}
