package dev.credence.client;

import org.jspecify.annotations.Nullable;

/** The service did not do what it was asked; the message is what it said. */
public final class CredenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Nobody answered, or not in time. */
    public static final String UNREACHABLE = "unreachable";

    /** What was written is not readable yet. */
    public static final String NOT_YET = "not-yet";

    private final String code;

    CredenceException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    CredenceException(String code, String message) {
        this(code, message, null);
    }

    /** The problem's code, such as {@code bad-weight} or {@code not-yet}; {@link #UNREACHABLE} if there was no answer. */
    public String code() {
        return code;
    }
}
