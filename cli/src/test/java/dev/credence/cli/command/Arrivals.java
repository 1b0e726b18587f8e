package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.SettingsException;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Role;
import dev.credence.cli.runtime.Roles;
import dev.credence.core.codec.TextChoice;
import dev.credence.core.codec.VectorWidth;
import dev.credence.core.evidence.HalfLives;
import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.startup.StreamsSettings;
import dev.credence.processor.view.ViewMaterialiserConfig;
import dev.credence.query.QueryConfig;
import dev.credence.query.access.Access;
import dev.credence.query.cache.CacheConfig;
import dev.credence.storage.ViewConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where each key acts: the record of the module that does what it decides. What a module does with its record is for its
 * own tests.
 */
final class Arrivals {
    /** @param found where the key acts, read from there */
    record Row(String key, String value, Function<Settings, Object> found, Object expected) {}

    static final List<Row> ROWS = List.of(
            row(Key.BOOTSTRAP_SERVERS, "a:1,b:2", Arrivals::bootstrapServers, List.of("a:1,b:2")),
            row(
                    Key.SCHEMA_REGISTRY_URL,
                    "https://r:9",
                    settings -> everywhere(
                            publisher(settings).registryUrl(),
                            processor(settings).registryUrl()),
                    List.of("https://r:9")),
            row(
                    Key.DATA_DIR,
                    "/d",
                    settings -> everywhere(
                            processor(settings).dataDir(), view(settings).directory()),
                    List.of("/d", "/d/view")),
            row(Key.TOPICS_PREFIX, "p", settings -> processor(settings).topics().patterns(), "p.patterns"),
            row(
                    Key.APPLICATION_ID,
                    "app",
                    settings -> everywhere(
                            streams(settings).get("application.id"),
                            Clients.identity(settings).applicationId()),
                    List.of("app")),
            row(
                    Key.TOPICS_PARTITIONS,
                    "7",
                    settings -> Clients.catalogue(settings).partitions(),
                    7),
            row(
                    Key.HALF_LIFE,
                    "7d",
                    settings -> everywhere(
                            processor(settings).halfLives(),
                            Clients.identity(settings).halfLives()),
                    List.of(HalfLives.parse("7d", "").toString())),
            row(
                    Key.HALF_LIFE_PREFIXES,
                    "route:=7d",
                    settings -> processor(settings).halfLives().of("route:a"),
                    Duration.ofDays(7).toMillis()),
            row(Key.WINDOW_MS, "500", settings -> streams(settings).get("commit.interval.ms"), 500L),
            row(Key.WINDOW_IDLE_MS, "30", settings -> processor(settings).idle(), Duration.ofMillis(30)),
            row(Key.BATCH_MAX_EVENTS, "77", settings -> processor(settings).batchMaxEvents(), 77),
            row(
                    Key.VIEW_SCRUB_INTERVAL,
                    "77m",
                    settings -> materialiser(settings).scrubInterval(),
                    Duration.ofMinutes(77)),
            row(Key.VIEW_BATCH_ROWS, "77", settings -> materialiser(settings).batchRows(), 77),
            row(Key.EVIDENCE_STORE, "rocksdb", settings -> processor(settings).rocksDb(), true),
            row(Key.EVIDENCE_CACHE_ROWS, "77", settings -> processor(settings).cacheRows(), 77),
            row(Key.CACHE_L1_ENTRIES, "7", settings -> cache(settings).l1().entries(), 7),
            row(Key.CACHE_L1_BYTES, "3MB", settings -> cache(settings).l1().bytes(), 3L << 20),
            row(Key.CACHE_L2_ENTRIES, "7", settings -> cache(settings).l2().entries(), 7),
            row(Key.CACHE_L2_BYTES, "3MB", settings -> cache(settings).l2().bytes(), 3L << 20),
            row(Key.CACHE_L2_TTL, "7s", settings -> cache(settings).l2().ttl(), Duration.ofSeconds(7)),
            row(Key.CACHE_L3_ENTRIES, "7", settings -> cache(settings).l3().entries(), 7),
            row(Key.CACHE_L3_TTL, "7s", settings -> cache(settings).l3().ttl(), Duration.ofSeconds(7)),
            row(Key.CACHE_POLICY, "lru", settings -> cache(settings).policy(), CacheConfig.Policy.LRU),
            row(Key.CACHE_WARMUP, "false", settings -> cache(settings).warmUp(), false),
            row(
                    Key.DB_POOL_SIZE,
                    "9",
                    settings -> everywhere(
                            view(settings).pool().size(),
                            query(settings).listening().limits().workers()),
                    List.of("9")),
            row(Key.DB_POOL_TIMEOUT_MS, "77", settings -> view(settings).pool().timeout(), Duration.ofMillis(77)),
            row(Key.DB_CACHE_BYTES, "3MB", settings -> view(settings).file().cacheBytes(), 3L << 20),
            row(Key.DB_MMAP_BYTES, "3MB", settings -> view(settings).file().mmapBytes(), 3L << 20),
            row(Key.DB_SYNCHRONOUS, "full", settings -> view(settings).file().synchronous(), "full"),
            row(
                    Key.CODEC_ZLIB_LEVEL,
                    "9",
                    settings -> processor(settings).codec().zlibLevel(),
                    9),
            row(Key.CODEC_TEXT, "zlib", settings -> processor(settings).codec().text(), TextChoice.ZLIB),
            row(
                    Key.CODEC_VECTOR,
                    "int16",
                    settings -> processor(settings).codec().vector(),
                    VectorWidth.INT16),
            row(Key.CODEC_DEDUP, "false", settings -> view(settings).writer().dedupLeastBytes(), Long.MAX_VALUE),
            row(
                    Key.CODEC_DEDUP_MIN_BYTES,
                    "77",
                    settings -> view(settings).writer().dedupLeastBytes(),
                    77L),
            row(Key.MONITORING_ENABLED, "false", Clients::reportInterval, Optional.empty()),
            row(Key.REPORT_INTERVAL_MS, "77", Clients::reportInterval, Optional.of(Duration.ofMillis(77))),
            row(Key.SLOW_QUERY_MS, "77", settings -> view(settings).slowQuery(), Duration.ofMillis(77)),
            row(Key.HTTP_HOST, "::1", settings -> query(settings).listening().host(), "::1"),
            row(Key.HTTP_PORT, "77", settings -> query(settings).listening().port(), 77),
            row(Key.HTTP_AUTH, "none", Arrivals::listensForStrangers, true),
            row(
                    Key.HTTP_MAX_CONNECTIONS,
                    "77",
                    settings ->
                            query(settings).listening().limits().connections().most(),
                    77),
            row(
                    Key.HTTP_MAX_REQUESTS_PER_SECOND,
                    "77",
                    settings -> query(settings).listening().limits().requestsPerSecond(),
                    77),
            row(Key.HTTP_API_KEYS_FILE, "/no-keys", Arrivals::missingKeys, "/no-keys"),
            passed("kafka.client.rack", "r1", settings -> streams(settings).get("client.rack"), "r1"),
            passed("kafka.metadata.max.age.ms", "77", Arrivals::metadataMaxAge, List.of("77")),
            passed(
                    "kafka.producer.linger.ms",
                    "77",
                    settings -> everywhere(
                            publisher(settings).kafka().get("linger.ms"),
                            streams(settings).get("producer.linger.ms")),
                    List.of("77")),
            passed(
                    "kafka.consumer.fetch.max.wait.ms",
                    "77",
                    settings -> everywhere(
                            materialiser(settings).kafka().get("fetch.max.wait.ms"),
                            streams(settings).get("consumer.fetch.max.wait.ms")),
                    List.of("77")),
            passed(
                    "kafka.streams.num.standby.replicas",
                    "1",
                    settings -> streams(settings).get("num.standby.replicas"),
                    "1"),
            passed(
                    "kafka.streams.num.stream.threads",
                    "3",
                    settings -> processor(settings).threads(),
                    3),
            passed(
                    "kafka.admin.retries",
                    "7",
                    settings -> everywhere(
                            settings.kafka("admin").get("retries"),
                            StreamsSettings.admin(processor(settings)).get("retries"),
                            streams(settings).get("admin.retries")),
                    List.of("7")),
            passed(
                    "schema.registry.basic.auth.user.info",
                    "a:b",
                    settings -> everywhere(
                            publisher(settings).registry().get("basic.auth.user.info"),
                            processor(settings).registry().get("basic.auth.user.info")),
                    List.of("a:b")));

    private Arrivals() {}

    private static Row row(Key key, String value, Function<Settings, Object> found, Object expected) {
        return new Row(key.key(), value, found, expected);
    }

    private static Row passed(String key, String value, Function<Settings, Object> found, Object expected) {
        return new Row(key, value, found, expected);
    }

    /** What is found in several places: one text if it is the same everywhere. */
    private static Object everywhere(@Nullable Object... found) {
        return Arrays.stream(found).map(String::valueOf).distinct().toList();
    }

    private static PublisherConfig publisher(Settings settings) {
        return Clients.publisher(settings, Clients.catalogue(settings));
    }

    private static ProcessorConfig processor(Settings settings) {
        return Clients.processor(settings, Clients.catalogue(settings));
    }

    private static Map<Object, Object> streams(Settings settings) {
        return StreamsSettings.of(processor(settings), "instance");
    }

    private static ViewMaterialiserConfig materialiser(Settings settings) {
        return Clients.materialiser(settings, Clients.catalogue(settings));
    }

    private static ViewConfig view(Settings settings) {
        return Clients.view(settings);
    }

    private static QueryConfig query(Settings settings) {
        return Clients.query(settings, Access.open());
    }

    private static CacheConfig cache(Settings settings) {
        return query(settings).cache();
    }

    private static Object bootstrapServers(Settings settings) {
        return everywhere(
                publisher(settings).bootstrapServers(),
                streams(settings).get("bootstrap.servers"),
                materialiser(settings).bootstrapServers());
    }

    /** What is for every client is with every client. */
    private static Object metadataMaxAge(Settings settings) {
        String key = "metadata.max.age.ms";
        return everywhere(
                publisher(settings).kafka().get(key),
                streams(settings).get(key),
                StreamsSettings.admin(processor(settings)).get(key),
                StreamsSettings.consumer(processor(settings)).get(key),
                materialiser(settings).kafka().get(key),
                settings.kafka("admin").get(key));
    }

    /** Whether a service starts that others can reach. */
    private static Object listensForStrangers(Settings settings) {
        Map<Key, Settings.Setting> open = Map.of(
                Key.HTTP_HOST, new Settings.Setting("0.0.0.0", "test"),
                Key.HTTP_PORT, new Settings.Setting("0", "test"),
                Key.DATA_DIR, new Settings.Setting("target/no-view", "test"));
        try (Role role = Roles.queryService(
                settings.with(open), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), port -> {})) {
            return role.failure() == null;
        } catch (SettingsException refused) {
            return false;
        }
    }

    /** The file of API keys that a service does not find. */
    private static Object missingKeys(Settings settings) {
        try (Role role =
                Roles.queryService(settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), port -> {})) {
            return "started: " + role.failure();
        } catch (SettingsException refused) {
            String message = String.valueOf(refused.getMessage());
            return message.replaceFirst(".* there is no file of API keys ([^;]*);.*", "$1");
        }
    }
}
