package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.HttpUrl;
import dev.credence.cli.runtime.Roles;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "query-service",
        description = {
            "The query service alone: answers over HTTP from the view in the data directory.",
            "Needs no Kafka: whoever writes the view does."
        },
        footer = {"", "Example: credence query-service --data /var/lib/credence --http-port 8080"})
final class QueryServiceCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        return RoleRun.run(
                given,
                settings.path(Key.DATA_DIR),
                "query-service",
                metrics -> Roles.queryService(
                        settings,
                        metrics,
                        port -> Out.errorsOf(given)
                                .println("credence query-service: listening on "
                                        + HttpUrl.of(settings.text(Key.HTTP_HOST), port))));
    }
}
