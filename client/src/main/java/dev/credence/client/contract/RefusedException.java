package dev.credence.client.contract;

import org.jspecify.annotations.Nullable;

/** What was asked breaks a rule, and would again: nothing was stored. */
public final class RefusedException extends CredenceException {
    /** The code of what was stored, and left out by the processor. */
    public static final String DEAD_LETTERED = "dead-lettered";

    private static final long serialVersionUID = 1L;
    private final String code;

    /** @param code such as {@code bad-id}, {@code bad-weight}, {@code no-key} */
    public RefusedException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The rule, as problems and dead letters name it. */
    public String code() {
        return code;
    }
}
