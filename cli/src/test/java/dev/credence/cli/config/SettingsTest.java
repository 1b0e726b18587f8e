package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void shouldHaveTheDocumentedDefaultsInProduction() {
        String table = Arrays.stream(Key.values())
                .map(key -> key.key() + " = " + key.defaultIn(Profile.PRODUCTION)
                        + (key.defaultIn(Profile.DEVELOPMENT).equals(key.defaultIn(Profile.PRODUCTION))
                                ? ""
                                : " (" + key.defaultIn(Profile.DEVELOPMENT) + ")"))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                bootstrap.servers = 127.0.0.1:9092
                schema.registry.url = http://127.0.0.1:8081
                data.dir = ./.credence
                topics.prefix = credence
                application.id = credence
                topics.partitions = 4
                half.life = 30d
                half.life.prefixes =\s
                window.ms = 1000
                window.idle.ms = 20
                batch.max.events = 1000000
                view.batch.rows = 1000 (100)
                evidence.store = memory
                evidence.cache.rows = 200000
                cache.l1.entries = 1000 (100)
                cache.l1.bytes = 10MB (1MB)
                cache.l2.entries = 10000 (1000)
                cache.l2.bytes = 100MB (10MB)
                cache.l2.ttl = 10m
                cache.l3.entries = 100000
                cache.l3.ttl = 60s (10s)
                cache.policy = tinylfu
                cache.warmup = true
                db.pool.size = 5 (2)
                db.pool.timeout.ms = 1000
                db.cache.bytes = 64MB (8MB)
                db.mmap.bytes = 0
                db.synchronous = normal
                codec.text = auto
                codec.zlib.level = 6 (3)
                codec.vector = int8
                codec.dedup = true (false)
                codec.dedup.min.bytes = 1024
                monitoring.enabled = true (false)
                report.interval.ms = 60000
                slow.query.ms = 100
                http.host = 127.0.0.1
                http.port = 8080
                http.auth = key
                http.api.keys.file =\s""");
    }

    @Test
    void shouldPreferFlagToEnvironmentToFileToDefault() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "half.life=1d\nwindow.ms=200\nhttp.port=1\n");
        Map<String, String> environment = Map.of("CREDENCE_HALF_LIFE", "2d", "CREDENCE_WINDOW_MS", "300", "HOME", "/");

        Settings settings = Settings.resolve(
                Map.of(Key.HALF_LIFE, new Setting("3d", "--half-life")), environment, file, Profile.PRODUCTION);

        assertThat(settings.duration(Key.HALF_LIFE)).isEqualTo(Duration.ofDays(3));
        assertThat(settings.number(Key.WINDOW_MS)).isEqualTo(300);
        assertThat(settings.number(Key.HTTP_PORT)).isEqualTo(1);
        assertThat(settings.number(Key.WINDOW_IDLE_MS)).isEqualTo(20);
        assertThat(settings.setting(Key.WINDOW_MS).origin()).isEqualTo("CREDENCE_WINDOW_MS");
    }

    @Test
    void shouldNameTheNearestKeyWhenOneIsUnknown() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "halflife=1d\n");

        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), file, Profile.PRODUCTION))
                .isInstanceOf(SettingsException.class)
                .hasMessage("unknown key 'halflife' in " + file + "; the nearest is 'half.life'");
        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of("CREDENCE_HTTP_PRT", "1"), null, Profile.PRODUCTION))
                .hasMessage("unknown variable CREDENCE_HTTP_PRT; the nearest key is 'http.port'");
    }

    @Test
    void shouldNameKeyValueAndOriginWhenAValueIsNoneOfItsKind() {
        assertThatThrownBy(
                        () -> Settings.resolve(Map.of(), Map.of("CREDENCE_WINDOW_MS", "-5"), null, Profile.PRODUCTION))
                .hasMessage("window.ms must be a whole number above 0, was '-5' (CREDENCE_WINDOW_MS)");
    }

    @Test
    void shouldPassKafkasAndTheRegistrysOwnKeysThrough() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), """
                kafka.security.protocol=SSL
                kafka.producer.linger.ms=7
                kafka.consumer.fetch.min.bytes=9
                schema.registry.basic.auth.user.info=a:b
                """);

        Settings settings = Settings.resolve(Map.of(), Map.of(), file, Profile.PRODUCTION);

        assertThat(settings.kafka("producer"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SSL", "linger.ms", "7"));
        assertThat(settings.kafka("consumer")).containsEntry("fetch.min.bytes", "9");
        assertThat(settings.registry()).containsEntry("basic.auth.user.info", "a:b");
    }
}
