package dev.credence.processor.view;

/** The generation cannot be continued; the message says why. Never leaves the package. */
final class BeginAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeginAgainException(String reason) {
        super(reason);
    }
}
