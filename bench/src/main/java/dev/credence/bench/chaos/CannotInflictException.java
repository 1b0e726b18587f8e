package dev.credence.bench.chaos;

/** This machine does not let a fault be made; the message says what it takes. */
final class CannotInflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotInflictException(String message) {
        super(message);
    }
}
