package dev.credence.core.bytes;

/** Stored bytes are not what any version of their format writes. */
public final class MalformedBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBytesException(String message) {
        super(message);
    }
}
