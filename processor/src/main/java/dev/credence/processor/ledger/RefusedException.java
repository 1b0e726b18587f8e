package dev.credence.processor.ledger;

/** The processor must not go on with what it found: trying again would not change it. The message names the way out. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
