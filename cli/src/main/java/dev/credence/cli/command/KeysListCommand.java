package dev.credence.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Who has a key, and since when.",
        footer = {"", "Example: credence keys list --http-api-keys-file /etc/credence/api-keys"})
final class KeysListCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Table table = new Table("NAME", "CREATED");
        KeysFile.of(given)
                .list()
                .forEach(key -> table.row(key.name(), key.createdAt().toString()));
        table.print(Out.of(given));
        Out.of(given).flush();
        return ExitCode.DONE;
    }
}
