package dev.credence.processor.clock;

/** What waits by the wall clock, which was set back, has to begin anew. */
public final class ClockSetBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what it was woken by */
    public ClockSetBackException(Throwable cause) {
        super("the clock was set back, and what waits by it would wait for as long", cause);
    }
}
