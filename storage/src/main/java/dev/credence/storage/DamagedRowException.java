package dev.credence.storage;

import org.jspecify.annotations.Nullable;

/** A stored row is not what was written. */
public final class DamagedRowException extends DamagedViewException {
    private static final long serialVersionUID = 1L;

    private final String id;

    DamagedRowException(String id, String what, @Nullable Throwable cause) {
        super(
                "the view's row of " + id + " is damaged (" + what
                        + "); the writer is told, and builds the view again from the topics",
                cause);
        this.id = id;
    }

    /** The pattern whose row it is. */
    public String id() {
        return id;
    }
}
