package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.Sources;
import dev.credence.cli.runtime.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which broker and registry a command takes beside an installation that runs on this machine. */
final class DefaultsTest {
    private static final String RUNNING = "127.0.0.1:39092";
    private static final String ITS_REGISTRY = "http://127.0.0.1:38081";
    private static final String OTHER = "prod:9092";

    @TempDir
    private Path directory;

    @BeforeEach
    void run() {
        long now = System.currentTimeMillis();
        new RunFile(ProcessHandle.current().pid(), RUNNING, ITS_REGISTRY, "http://127.0.0.1:38080", "/data", now)
                .write(directory);
    }

    @Test
    void shouldTakeWhatRunsWhenNobodyNamedABroker() {
        assertTakesWhatRuns(resolved(Map.of(), Map.of(), null, null));
    }

    @Test
    void shouldNotTakeTheRegistryOfAnotherBrokerWhereverTheBrokerIsNamed() throws IOException {
        Setting flag = new Setting(OTHER, "flag --bootstrap-server");
        Path file = Files.writeString(directory.resolve("named.conf"), "bootstrap.servers=" + OTHER + "\n");

        assertTakesTheOther(resolved(Map.of("bootstrap.servers", flag), Map.of(), null, null));
        assertTakesTheOther(resolved(Map.of(), Map.of("CREDENCE_BOOTSTRAP_SERVERS", OTHER), null, null));
        assertTakesTheOther(resolved(Map.of(), Map.of(), file, null));
        assertTakesTheOther(resolved(Map.of(), Map.of(), null, file));
    }

    @Test
    void shouldTakeTheRegistryThatRunsWithTheBrokerWhenThatOneIsNamed() {
        Settings settings = resolved(Map.of(), Map.of("CREDENCE_BOOTSTRAP_SERVERS", RUNNING), null, null);

        assertTakesWhatRuns(settings);
    }

    private void assertTakesWhatRuns(Settings settings) {
        Settings taken = Defaults.fromRunFile(settings, directory);
        assertThat(taken.text(Key.BOOTSTRAP_SERVERS)).isEqualTo(RUNNING);
        assertThat(taken.text(Key.SCHEMA_REGISTRY_URL)).isEqualTo(ITS_REGISTRY);
    }

    private void assertTakesTheOther(Settings settings) {
        Settings taken = Defaults.fromRunFile(settings, directory);
        assertThat(taken.text(Key.BOOTSTRAP_SERVERS)).isEqualTo(OTHER);
        assertThat(taken.setting(Key.SCHEMA_REGISTRY_URL).isDefault()).isTrue();
    }

    private static Settings resolved(
            Map<String, Setting> flags,
            Map<String, String> environment,
            @Nullable Path file,
            @Nullable Path commandConfig) {
        return Settings.resolve(new Sources(flags, commandConfig, environment, file, Profile.PRODUCTION));
    }
}
