package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Roles;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "view",
        description = {
            "The view writer alone: keeps the SQLite file in the data directory up to date.",
            "Any number of hosts may keep one; a deleted file is built anew from the log."
        },
        footer = {"", "Example: credence view --bootstrap-server kafka:9092 --data /var/lib/credence"})
final class ViewCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StatusPort statusPort = new StatusPort();

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        return RoleRun.run(
                given,
                settings.path(Key.DATA_DIR),
                "view",
                metrics -> Roles.view(settings, metrics, statusPort.address(Out.errorsOf(given), "view")));
    }
}
