package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "top",
        description = {
            "The patterns that can be trusted most.",
            "The same as list: by the lower bound of their confidence unless --sort says otherwise."
        },
        footer = {"", "Example: credence top --limit 5"})
final class TopCommand extends ListCommand {}
