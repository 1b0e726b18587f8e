package dev.credence.client.contract;

import org.jspecify.annotations.Nullable;

/**
 * Nobody answered in time, or whoever did cannot now. A read may be tried again. A write may have been stored or not:
 * storing a pattern again is harmless, reporting an outcome again may count it twice.
 */
public final class UnavailableException extends CredenceException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
