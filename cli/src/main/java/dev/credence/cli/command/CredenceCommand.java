package dev.credence.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A Kafka-fed pattern memory for fleets of AI agents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProcessorCommand.class,
            ViewCommand.class,
            QueryServiceCommand.class,
            IngestCommand.class,
            PublishCommand.class,
            GetCommand.class,
            ListCommand.class,
            TopCommand.class,
            StatsCommand.class,
            StoreCommand.class,
            OutcomeCommand.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "From a source checkout also: bench.",
            "Start with: credence demo",
            "",
            "Exit codes: 0 done; 1 done, but something was refused or falls short; 2 wrong use or configuration;",
            "3 broker, registry or service not reachable, or a port taken; 4 no such id; 130 interrupted."
        })
public final class CredenceCommand {
    private CredenceCommand() {}

    /** The command line, ready to execute; exceptions become one line and an exit code. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new CredenceCommand());
        commandLine.getSubcommands().values().stream()
                .filter(sub -> sub.getCommand() instanceof TakesSettings)
                .forEach(sub -> SettingsFlags.addTo(sub.getCommandSpec()));
        commandLine
                .getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        return commandLine.setUsageHelpWidth(100).setExecutionExceptionHandler(new Failures());
    }
}
