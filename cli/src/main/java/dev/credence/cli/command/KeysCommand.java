package dev.credence.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "keys",
        description = {
            "The API keys of the HTTP service: who may ask where others than this machine can connect.",
            "They lie in the file that http.api.keys.file names, as hashes; running services take changes up by themselves."
        },
        synopsisSubcommandLabel = "add|list|remove",
        subcommands = {KeysAddCommand.class, KeysListCommand.class, KeysRemoveCommand.class},
        footer = {
            "",
            "Examples:",
            "  credence keys add agent-7 --http-api-keys-file /etc/credence/api-keys",
            "  CREDENCE_API_KEY=credence_… credence list --url http://memory.example:8080"
        })
final class KeysCommand {}
