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
            "With --bootstrap-server and --schema-registry it uses those and starts none."
        },
        footer = {
            "",
            "Examples:",
            "  credence up --data /var/lib/credence",
            "  credence up --bootstrap-server kafka:9092 \\",
            "    --schema-registry http://registry:8081",
            "",
            "Other commands of this machine find it by the note that it leaves in"
                    + " ${env:XDG_STATE_HOME:-~/.local/state}/credence. A port of 0 is any free one."
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
