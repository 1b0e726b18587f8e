package dev.credence.cli;

import dev.credence.cli.command.CredenceCommand;
import dev.credence.cli.runtime.Logs;

/** The {@code credence} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logs.toConsole();
        System.exit(CredenceCommand.commandLine().execute(arguments));
    }
}
