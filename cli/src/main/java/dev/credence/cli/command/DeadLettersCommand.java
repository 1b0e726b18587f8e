package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "dead-letters",
        description = {
            "What was refused, and why: each record of the event topics that could not be applied is kept whole.",
            "A record that was written twice is shown once: its origin is its identity."
        },
        synopsisSubcommandLabel = "list|show|redrive",
        subcommands = {DeadLettersListCommand.class, DeadLettersShowCommand.class, DeadLettersRedriveCommand.class},
        footer = {
            "",
            "Examples:",
            "  credence dead-letters list --reason bad-time",
            "  credence dead-letters show credence.confidence-3@1042",
            "  credence dead-letters redrive --reason unknown-schema"
        })
final class DeadLettersCommand {}
