package dev.credence.storage;

/** The file is a view of another application, prefix or set of half-lives. */
public final class OtherViewException extends ViewException {
    private static final long serialVersionUID = 1L;

    OtherViewException(String message) {
        super(message);
    }
}
