package dev.credence.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "A Kafka-fed pattern memory for fleets of AI agents: what they learned, how it turned out,"
                    + " and how far each pattern can be trusted now."
        },
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
            ConsumeCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            InspectCommand.class,
            SnapshotCommand.class,
            DoctorCommand.class,
            KeysCommand.class,
            CompletionCommand.class,
            ConfigCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "From a source checkout also: bench, chaos.",
            "Start with: credence demo. When something does not work: credence doctor.",
            "Each command has --help.",
            "",
            "Exit codes: 0 done; 1 done, but something was refused or falls short; 2 wrong use or configuration;"
                    + " 3 broker, registry or service not reachable, or a port taken; 4 no such id; 130 interrupted."
        })
public final class CredenceCommand {
    private CredenceCommand() {}

    /** The command line, ready to execute; exceptions become one line and an exit code. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new CredenceCommand());
        prepare(commandLine);
        return commandLine
                .setUsageHelpWidth(Lines.WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUse())
                .setExecutionExceptionHandler(new Failures());
    }

    private static void prepare(CommandLine commandLine) {
        for (CommandLine sub : commandLine.getSubcommands().values()) {
            sub.getCommandSpec().mixinStandardHelpOptions(true);
            if (sub.getCommand() instanceof TakesSettings) {
                SettingsFlags.addTo(sub.getCommandSpec());
            }
            prepare(sub);
        }
    }
}
