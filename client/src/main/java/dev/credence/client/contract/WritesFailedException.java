package dev.credence.client.contract;

/** Some of the writes since the last flush failed; the cause is the first one's failure. */
public final class WritesFailedException extends CredenceException {
    private static final long serialVersionUID = 1L;
    private final long failed;

    public WritesFailedException(long failed, CredenceException first) {
        super(failed + " of the writes since the last flush failed; the first: " + first.getMessage(), first);
        this.failed = failed;
    }

    /** How many; each one's own future says why. */
    public long failed() {
        return failed;
    }
}
