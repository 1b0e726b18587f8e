package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.SettingsException;
import dev.credence.query.access.ApiKeyFile;
import dev.credence.query.http.Listening;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsTest {
    private final Role role = new Role();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        role.close();
    }

    @Test
    void shouldLetThisMachineInWithoutAKey() {
        assertThat(open(Map.of()).access().isOpen()).isTrue();
        assertThat(open(Map.of(Key.HTTP_HOST, "localhost")).access().isOpen()).isTrue();
        assertThat(open(Map.of(Key.HTTP_HOST, "::1")).access().isOpen()).isTrue();
    }

    @Test
    void shouldNotOpenToOthersWithoutKeysUnlessToldTo() {
        for (String host : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
            assertThatThrownBy(() -> open(Map.of(Key.HTTP_HOST, host)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("http.host is " + host)
                    .hasMessageContaining("credence keys add");
        }
        assertThat(open(Map.of(Key.HTTP_HOST, "0.0.0.0", Key.HTTP_AUTH, "none"))
                        .access()
                        .isOpen())
                .isTrue();
    }

    @Test
    void shouldAskForAKeyWhereverThereIsAFileOfThem() {
        Path file = directory.resolve("api-keys");
        String key = new ApiKeyFile(file).add("agent-7", Instant.EPOCH);

        for (String host : new String[] {"127.0.0.1", "0.0.0.0"}) {
            Listening listening = open(Map.of(Key.HTTP_HOST, host, Key.HTTP_API_KEYS_FILE, file.toString()));
            assertThat(listening.access().isOpen()).isFalse();
            assertThat(listening.access().admits(key)).isTrue();
        }
    }

    @Test
    void shouldSayWhichFileOfKeysIsNotUsable() {
        Path file = directory.resolve("none");

        assertThatThrownBy(() -> open(Map.of(Key.HTTP_API_KEYS_FILE, file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.api.keys.file")
                .hasMessageContaining(file.toString());
    }

    private Listening open(Map<Key, String> values) {
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        values.forEach((key, value) -> flags.put(key, new Setting(value, "test")));
        return Doors.open(role, Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION), 0);
    }
}
