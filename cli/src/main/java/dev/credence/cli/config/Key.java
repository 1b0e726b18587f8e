package dev.credence.cli.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Every key of the properties file, with its defaults; docs and {@code config show} are made from this table. */
@SuppressWarnings("ImmutableEnumChecker") // the checks are method references and capture nothing that changes
public enum Key {
    BOOTSTRAP_SERVERS("bootstrap.servers", "127.0.0.1:9092", Kinds::text),
    SCHEMA_REGISTRY_URL("schema.registry.url", "http://127.0.0.1:8081", Kinds::text),
    DATA_DIR("data.dir", "./.credence", Kinds::text),
    TOPICS_PREFIX("topics.prefix", "credence", Kinds::text),
    APPLICATION_ID("application.id", "credence", Kinds::text),
    TOPICS_PARTITIONS("topics.partitions", "4", Kinds::positive),
    HALF_LIFE("half.life", "30d", Kinds::duration),
    HALF_LIFE_PREFIXES("half.life.prefixes", "", Kinds::text),
    WINDOW_MS("window.ms", "1000", Kinds::positive),
    WINDOW_IDLE_MS("window.idle.ms", "20", Kinds::positive),
    BATCH_MAX_EVENTS("batch.max.events", "1000000", Kinds::positive),
    VIEW_BATCH_ROWS("view.batch.rows", "1000", "100", Kinds::positive),
    EVIDENCE_STORE("evidence.store", "memory", Kinds.oneOf("memory", "rocksdb")),
    EVIDENCE_CACHE_ROWS("evidence.cache.rows", "200000", Kinds::positive),
    CACHE_L1_ENTRIES("cache.l1.entries", "1000", "100", Kinds::positive),
    CACHE_L1_BYTES("cache.l1.bytes", "10MB", "1MB", Kinds::bytes),
    CACHE_L2_ENTRIES("cache.l2.entries", "10000", "1000", Kinds::positive),
    CACHE_L2_BYTES("cache.l2.bytes", "100MB", "10MB", Kinds::bytes),
    CACHE_L2_TTL("cache.l2.ttl", "10m", Kinds::duration),
    CACHE_L3_ENTRIES("cache.l3.entries", "100000", Kinds::positive),
    CACHE_L3_TTL("cache.l3.ttl", "60s", "10s", Kinds::duration),
    CACHE_POLICY("cache.policy", "tinylfu", Kinds.oneOf("tinylfu", "lru")),
    CACHE_WARMUP("cache.warmup", "true", Kinds.oneOf("true", "false")),
    DB_POOL_SIZE("db.pool.size", "5", "2", Kinds::positive),
    DB_POOL_TIMEOUT_MS("db.pool.timeout.ms", "1000", Kinds::positive),
    DB_CACHE_BYTES("db.cache.bytes", "64MB", "8MB", Kinds::bytes),
    DB_MMAP_BYTES("db.mmap.bytes", "0", Kinds::bytes),
    DB_SYNCHRONOUS("db.synchronous", "normal", Kinds.oneOf("off", "normal", "full")),
    CODEC_TEXT("codec.text", "auto", Kinds.oneOf("auto", "zstd", "zlib", "raw")),
    CODEC_ZLIB_LEVEL("codec.zlib.level", "6", "3", Kinds.between(0, 9)),
    CODEC_VECTOR("codec.vector", "int8", Kinds.oneOf("int8", "int16", "raw")),
    CODEC_DEDUP("codec.dedup", "true", "false", Kinds.oneOf("true", "false")),
    CODEC_DEDUP_MIN_BYTES("codec.dedup.min.bytes", "1024", Kinds::bytes),
    MONITORING_ENABLED("monitoring.enabled", "true", "false", Kinds.oneOf("true", "false")),
    REPORT_INTERVAL_MS("report.interval.ms", "60000", Kinds::positive),
    SLOW_QUERY_MS("slow.query.ms", "100", Kinds::positive),
    HTTP_HOST("http.host", "127.0.0.1", Kinds::text),
    HTTP_PORT("http.port", "8080", Kinds.between(0, 65_535)),
    HTTP_AUTH("http.auth", "key", Kinds.oneOf("key", "none")),
    HTTP_API_KEYS_FILE("http.api.keys.file", "", Kinds::text);

    private final String key;
    private final String production;
    private final String development;
    private final Consumer<String> check;

    Key(String key, String production, Consumer<String> check) {
        this(key, production, production, check);
    }

    Key(String key, String production, String development, Consumer<String> check) {
        this.key = key;
        this.production = production;
        this.development = development;
        this.check = check;
    }

    /** The name in a properties file, such as {@code half.life}. */
    public String key() {
        return key;
    }

    /** The name in the environment, such as {@code CREDENCE_HALF_LIFE}. */
    public String variable() {
        return "CREDENCE_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The value where none is set. */
    public String defaultIn(Profile profile) {
        return profile == Profile.DEVELOPMENT ? development : production;
    }

    /** @throws SettingsException if the value is not one that this key takes; names key, value and {@code origin} */
    void check(String value, String origin) {
        try {
            check.accept(value);
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(key + " " + refused.getMessage() + ", was '" + value + "' (" + origin + ")");
        }
    }

    /** The key of that name. */
    public static Optional<Key> named(String name) {
        return Arrays.stream(values()).filter(key -> key.key.equals(name)).findFirst();
    }

    /** The key whose name is most like {@code name}. */
    static String nearest(String name) {
        return Arrays.stream(values())
                .map(Key::key)
                .min(Comparator.comparingInt(key -> Spelling.distance(key, name)))
                .orElseThrow();
    }
}
