package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "topics",
        description = {
            "The topics of an installation: creates those that are missing, or says how those are that are there.",
            "Topics that exist are never changed."
        },
        synopsisSubcommandLabel = "create|describe",
        subcommands = {TopicsCreateCommand.class, TopicsDescribeCommand.class},
        footer = {
            "",
            "Examples:",
            "  credence topics create --replication-factor 3 --dry-run",
            "  credence topics describe --bootstrap-server kafka:9092"
        })
final class TopicsCommand {}
