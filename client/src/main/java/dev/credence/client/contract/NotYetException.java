package dev.credence.client.contract;

/** What was written is stored, but was not readable when the wait was over. It will be: ask again, or wait longer. */
public final class NotYetException extends CredenceException {
    private static final long serialVersionUID = 1L;

    public NotYetException(String message) {
        super(message, null);
    }
}
