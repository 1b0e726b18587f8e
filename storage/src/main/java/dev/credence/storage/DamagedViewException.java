package dev.credence.storage;

import org.jspecify.annotations.Nullable;

/** The file is not what was written. Who writes the view is told, and builds another from the topics. */
public class DamagedViewException extends ViewException {
    private static final long serialVersionUID = 1L;

    DamagedViewException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
