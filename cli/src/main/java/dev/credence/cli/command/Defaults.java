package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.RunFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where broker and registry are when nobody said: those of the {@code up} or {@code demo} that runs on this machine. */
final class Defaults {
    private Defaults() {}

    /** The settings of a command that talks to the cluster: its flags', else as {@link #fromRunFile} says. */
    static Settings settings(@Nullable CommandSpec spec) {
        return fromRunFile(
                SettingsFlags.resolve(Objects.requireNonNull(spec), System.getenv()),
                RunFile.directory(System.getenv()));
    }

    /**
     * The settings with broker and registry taken from a run file, where neither flag, environment nor file named them.
     * The registry goes with the broker: one that runs beside a broker that was named is not that broker's.
     */
    static Settings fromRunFile(Settings settings, Path runFiles) {
        Setting broker = settings.setting(Key.BOOTSTRAP_SERVERS);
        Setting registry = settings.setting(Key.SCHEMA_REGISTRY_URL);
        return RunFile.running(runFiles).stream()
                .filter(run -> broker.isDefault() || run.bootstrapServers().equals(broker.value()))
                .findFirst()
                .map(run -> settings.with(Map.of(
                        Key.BOOTSTRAP_SERVERS, preferSet(broker, run.bootstrapServers()),
                        Key.SCHEMA_REGISTRY_URL, preferSet(registry, run.registryUrl()))))
                .orElse(settings);
    }

    /** The settings with the data directory taken from the run file, too, where nobody named one. */
    static Settings withDataDirOfRun(Settings settings) {
        Setting directory = settings.setting(Key.DATA_DIR);
        String broker = settings.text(Key.BOOTSTRAP_SERVERS);
        return RunFile.running(RunFile.directory(System.getenv())).stream()
                .filter(run -> run.bootstrapServers().equals(broker))
                .findFirst()
                .map(run -> settings.with(Map.of(Key.DATA_DIR, preferSet(directory, run.dataDir()))))
                .orElse(settings);
    }

    private static Setting preferSet(Setting setting, String running) {
        return setting.isDefault() ? new Setting(running, "run file") : setting;
    }
}
