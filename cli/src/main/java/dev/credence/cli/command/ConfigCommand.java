package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Shows the settings in force and where each comes from, or examines a properties file.",
        synopsisSubcommandLabel = "show|lint",
        subcommands = {ConfigShowCommand.class, ConfigLintCommand.class},
        footer = {
            "",
            "Order: flag, environment (CREDENCE_HALF_LIFE), file (half.life=7d), profile, default.",
            "",
            "Examples:",
            "  credence config show --profile development",
            "  credence config lint credence.properties"
        })
final class ConfigCommand {}
