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
        name = "ingest",
        description = {
            "Writing over HTTP alone: POST /v1/patterns, POST /v1/confidence, DELETE /v1/patterns/ID.",
            "On port 8082 unless --http-port says otherwise; answers once Kafka has acknowledged."
        },
        footer = {
            "",
            "Examples:",
            "  credence ingest --bootstrap-server kafka:9092 \\",
            "    --schema-registry http://registry:8081",
            "  curl -H 'content-type: application/json' http://127.0.0.1:8082/v1/confidence \\",
            "    -d '{\"pattern_id\":\"p1\",\"outcome\":\"success\"}'"
        })
final class IngestCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        return RoleRun.run(
                given,
                settings.path(Key.DATA_DIR),
                "ingest",
                metrics -> Roles.ingest(
                        settings,
                        metrics,
                        port -> Out.errorsOf(given)
                                .println("credence ingest: listening on "
                                        + HttpUrl.of(settings.text(Key.HTTP_HOST), port))));
    }
}
