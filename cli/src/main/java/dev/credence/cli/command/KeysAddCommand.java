package dev.credence.cli.command;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        description = {
            "Makes a key and prints it, this once: only its hash is kept.",
            "The file is made if there is none; its owner alone can read it."
        },
        footer = {"", "Example: credence keys add agent-7 --http-api-keys-file /etc/credence/api-keys"})
final class KeysAddCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Who gets it: letters, digits, '.', '_', '-'.")
    private String name = "";

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        String key = KeysFile.of(given).add(name, Instant.now());
        Out.of(given).println(key);
        Out.of(given).flush();
        Out.errorsOf(given).println("credence: this is the only time that the key of " + name + " is shown");
        return ExitCode.DONE;
    }
}
