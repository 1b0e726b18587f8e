package dev.credence.cli.command;

/** What the process says of itself when it ends; a contract. */
public final class ExitCode {
    public static final int DONE = 0;

    /** Done, but something was refused, differs or falls short. */
    public static final int SHORT = 1;

    /** Wrong use or configuration. */
    public static final int USAGE = 2;

    /** Broker, registry or service not reachable, or a port taken. */
    public static final int UNREACHABLE = 3;

    /** No such id. */
    public static final int NO_SUCH_ID = 4;

    private ExitCode() {}
}
