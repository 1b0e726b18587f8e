package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Roles;
import dev.credence.cli.runtime.StatusAddress;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "processor",
        description = {
            "The processor, and by default the view writer beside it, against a Kafka that runs elsewhere.",
            "Roles of one host share --data; of one application.id any number of hosts may run."
        },
        footer = {
            "",
            "Examples:",
            "  credence processor --bootstrap-server kafka:9092 \\",
            "    --schema-registry http://registry:8081",
            "  credence processor --no-view --half-life 7d --config /etc/credence.properties"
        })
final class ProcessorCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--no-view", description = "The processor alone; run 'credence view' wherever a view is wanted.")
    private boolean noView;

    @Mixin
    private final StatusPort statusPort = new StatusPort();

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        return RoleRun.run(given, settings.path(Key.DATA_DIR), "processor", metrics -> {
            StatusAddress status = statusPort.address(Out.errorsOf(given), "processor");
            return noView
                    ? Roles.processor(settings, metrics, status)
                    : Roles.processorAndView(settings, metrics, status);
        });
    }
}
