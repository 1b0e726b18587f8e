package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Up;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Everything in one process tree: broker, registry, processor, view, query service.",
            "With --bootstrap-server it uses that Kafka and starts none."
        })
final class UpCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private UpOptions options = new UpOptions();

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        try (Up up = options.start(given, settings)) {
            up.print(Out.of(given));
            return RoleRun.waitFor(up.role(), Out.errorsOf(given), "up");
        }
    }
}
