package dev.credence.schemas.wire;

/** The body is not what its schema says. Carries no stack: it is an answer, and a flood of them must stay cheap. */
final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
        super(message, null, false, false);
    }
}
