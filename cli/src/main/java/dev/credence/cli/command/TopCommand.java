package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "top",
        description = "The patterns that can be trusted most: list, by lower bound.",
        footer = {"", "Example: credence top --limit 5"})
final class TopCommand extends ListCommand {}
