package dev.credence.cli.command;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is all that the user sees. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    /** @param exitCode one of {@link ExitCode} */
    public CommandFailedException(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandFailedException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
