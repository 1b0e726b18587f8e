package dev.credence.bench;

import dev.credence.bench.chaos.ChaosCommand;
import dev.credence.cli.runtime.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of a source checkout that measure and that break things. */
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        subcommands = {BenchCommand.class, ChaosCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logs.toConsole();
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
