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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                view.scrub.interval = 1h
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
                http.api.keys.file =\s
                http.max.connections = 8192
                http.max.requests.per.second = 0""");
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
        assertThat(settings.setting(Key.WINDOW_MS).origin()).isEqualTo("environment CREDENCE_WINDOW_MS");
    }

    @Test
    void shouldNameTheNearestKeyWhenOneIsUnknown() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "halflife=1d\n");

        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), file, Profile.PRODUCTION))
                .isInstanceOf(SettingsException.class)
                .hasMessage("unknown key 'halflife'; the nearest is 'half.life' (" + file + ":1)");
        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of("CREDENCE_HTTP_PRT", "1"), null, Profile.PRODUCTION))
                .hasMessage("unknown variable CREDENCE_HTTP_PRT; the nearest is CREDENCE_HTTP_PORT, for http.port");
    }

    @Test
    void shouldNameKeyValueAndOriginWhenAValueIsNoneOfItsKind() {
        assertThatThrownBy(
                        () -> Settings.resolve(Map.of(), Map.of("CREDENCE_WINDOW_MS", "-5"), null, Profile.PRODUCTION))
                .hasMessage("window.ms must be milliseconds, or a duration such as 500ms or 30s, was '-5'"
                        + " (environment CREDENCE_WINDOW_MS)");
    }

    @Test
    void shouldSayHowManyMoreThereAreWhenSeveralThingsAreWrong() throws IOException {
        Path file =
                Files.writeString(directory.resolve("a.properties"), "halflife=1d\nhttp.port=70000\ndb.pool.size=0\n");

        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), file, Profile.PRODUCTION))
                .hasMessage(
                        "unknown key 'halflife'; the nearest is 'half.life' (" + file + ":1); and 2 more to correct");
    }

    @Test
    void shouldRefuseAWindowThatIsShorterThanItsIdleTime() {
        assertThatThrownBy(() -> Settings.resolve(
                        Map.of(),
                        Map.of("CREDENCE_WINDOW_MS", "100ms", "CREDENCE_WINDOW_IDLE_MS", "200"),
                        null,
                        Profile.PRODUCTION))
                .hasMessage("window.idle.ms must not be above window.ms, which is 100ms, was '200'"
                        + " (environment CREDENCE_WINDOW_IDLE_MS)");
    }

    @Test
    void shouldTakeADurationWhereMillisecondsAreMeant() {
        Settings settings = Settings.resolve(
                Map.of(), Map.of("CREDENCE_WINDOW_MS", "PT2S", "CREDENCE_HALF_LIFE", "P7D"), null, Profile.PRODUCTION);

        assertThat(settings.duration(Key.WINDOW_MS)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.duration(Key.HALF_LIFE)).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap.servers   | kafka               | must be host:port",
                "bootstrap.servers   | kafka:99999         | must be host:port",
                "bootstrap.servers   | a:1,,b:2            | must be host:port",
                "schema.registry.url | registry:8081       | must be like http://host:8081",
                "topics.prefix       | a b                 | must be 1 to 128 of",
                "topics.partitions   | 0                   | must be a whole number from 1 to 10000",
                "half.life           | 30                  | must be a duration such as",
                "half.life           | 10ms                | must be a duration from 1s",
                "half.life.prefixes  | route:              | must be like route:=7d",
                "half.life.prefixes  | a=1d,a=2d           | must be like route:=7d",
                "window.ms           | 2m                  | must be from 10 to 60000 ms",
                "batch.max.events    | 3000000000          | must be a whole number from 1 to 2147483647",
                "evidence.store      | disk                | must be one of memory, rocksdb",
                "cache.l1.bytes      | 10 M                | must be a size such as",
                "db.cache.bytes      | 1KB                 | must be at least 65536 bytes",
                "db.synchronous      | NORMAL              | must be one of off, normal, full",
                "codec.zlib.level    | 10                  | must be a whole number from 0 to 9",
                "cache.warmup        | yes                 | must be one of true, false",
                "http.host           | http://127.0.0.1    | must be an address",
                "http.port           | -1                  | must be a whole number from 0 to 65535",
            })
    void shouldNameTheRuleWhenAValueIsNoneOfItsKind(String key, String value, String rule) {
        Map<String, String> environment = Map.of(Variables.of(key), value);

        assertThatThrownBy(() -> Settings.resolve(Map.of(), environment, null, Profile.PRODUCTION))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " " + rule)
                .hasMessageEndingWith(", was '" + value + "' (environment " + Variables.of(key) + ")");
    }
}
