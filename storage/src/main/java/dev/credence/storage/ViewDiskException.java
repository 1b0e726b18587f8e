package dev.credence.storage;

/**
 * The disk did not do its part, or another program was in the way. What was committed before is intact, and the same can be
 * tried again.
 */
public class ViewDiskException extends ViewException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason why, and what to do */
    ViewDiskException(String where, String reason, Throwable cause) {
        super(where + ": " + reason, cause);
        this.reason = reason;
    }

    /** Why, and what to do; names no file. */
    public String reason() {
        return reason;
    }
}
