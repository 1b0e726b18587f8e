package dev.credence.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "remove",
        description = {
            "Revokes a key: running services refuse it within two seconds.",
            "A service whose last key is removed lets nobody in."
        },
        footer = {"", "Example:", "  credence keys remove agent-7 --http-api-keys-file /etc/credence/api-keys"})
final class KeysRemoveCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Whose key.")
    private String name = "";

    @Override
    public Integer call() {
        KeysFile.of(Objects.requireNonNull(spec)).remove(name);
        return ExitCode.DONE;
    }
}
