package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Shown;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = {
            "The settings in force, each with its origin; takes the flags that other commands take.",
            "Passwords, tokens and keys are masked."
        },
        footer = {
            "",
            "Order: flag, environment (CREDENCE_HALF_LIFE), file (half.life=7d), profile, default.",
            "",
            "Examples:",
            "  credence config show --profile development",
            "  credence config show --config credence.properties --json"
        })
final class ConfigShowCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = SettingsFlags.resolve(Objects.requireNonNull(spec), System.getenv());
        PrintWriter out = Out.of(spec);
        if (json) {
            out.println(json(settings).toPrettyString());
        } else {
            Table table = new Table("KEY", "VALUE", "ORIGIN");
            settings.shown().forEach(shown -> table.row(shown.key(), shown.value(), shown.origin()));
            table.print(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static ObjectNode json(Settings settings) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("profile", settings.profile().name().toLowerCase(Locale.ROOT));
        root.put("file", settings.file() == null ? null : settings.file().toString());
        ObjectNode all = root.putObject("settings");
        for (Shown shown : settings.shown()) {
            all.putObject(shown.key()).put("value", shown.value()).put("origin", shown.origin());
        }
        return root;
    }
}
