package dev.credence.cli.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Every key of the properties file, with its defaults; help, {@code config show} and the reference table come from here. */
@SuppressWarnings("ImmutableEnumChecker") // the checks are method references and capture nothing that changes
public enum Key {
    BOOTSTRAP_SERVERS(
            "bootstrap.servers",
            "127.0.0.1:9092",
            Kinds::hostPorts,
            "Kafka's brokers: `host:port`, separated by commas"),
    SCHEMA_REGISTRY_URL(
            "schema.registry.url",
            "http://127.0.0.1:8081",
            Kinds::urls,
            "the schema registry: one URL or several, separated by commas"),
    DATA_DIR("data.dir", "./.credence", Kinds::path, "directory of this host; the view is `view/view.db` in it"),
    TOPICS_PREFIX("topics.prefix", "credence", Kinds::name, "what the names of the topics begin with"),
    APPLICATION_ID(
            "application.id",
            "credence",
            Kinds::name,
            "the processor's name as a group, and what the names of its internal topics begin with"),
    TOPICS_PARTITIONS(
            "topics.partitions",
            "4",
            Kinds.whole(1, 10_000),
            "partitions of topics that are created, unless an event topic exists that they must fit"),
    HALF_LIFE("half.life", "30d", Kinds::halfLife, "after which an outcome weighs half"),
    HALF_LIFE_PREFIXES(
            "half.life.prefixes",
            "",
            Kinds::halfLives,
            "other half-lives by the beginning of an id: `route:=7d,tool:=1d`"),
    WINDOW_MS("window.ms", "1000", Kinds.millis(10, 60_000), "the longest time between two commits of the processor"),
    WINDOW_IDLE_MS(
            "window.idle.ms",
            "20",
            Kinds.millis(1, 60_000),
            "how long the input has run dry when it commits before that; ten times as long after 1,000 records"),
    BATCH_MAX_EVENTS(
            "batch.max.events", "1000000", Kinds.whole(1), "how many events close a batch before the window does"),
    VIEW_BATCH_ROWS(
            "view.batch.rows",
            "1000",
            "100",
            Kinds.whole(1),
            "records the view writer takes at a time; what is complete then is one transaction (a catch-up gathers more)"),
    VIEW_SCRUB_INTERVAL(
            "view.scrub.interval",
            "1h",
            Kinds::duration,
            "how often every row of the view is looked at, besides once after the start"),
    EVIDENCE_STORE(
            "evidence.store",
            "memory",
            Kinds.oneOf("memory", "rocksdb"),
            "where the processor keeps evidence and contents"),
    EVIDENCE_CACHE_ROWS(
            "evidence.cache.rows",
            "200000",
            Kinds.whole(1),
            "evidence rows that a task of the processor keeps decoded"),
    CACHE_L1_ENTRIES("cache.l1.entries", "1000", "100", Kinds.whole(1), "patterns ready to answer"),
    CACHE_L1_BYTES("cache.l1.bytes", "10MB", "1MB", Kinds.bytes(1), "their size at most"),
    CACHE_L2_ENTRIES("cache.l2.entries", "10000", "1000", Kinds.whole(1), "patterns as stored"),
    CACHE_L2_BYTES("cache.l2.bytes", "100MB", "10MB", Kinds.bytes(1), "their size at most"),
    CACHE_L2_TTL("cache.l2.ttl", "10m", Kinds::duration, "how long they are kept at most"),
    CACHE_L3_ENTRIES("cache.l3.entries", "100000", Kinds.whole(1), "answers of queries"),
    CACHE_L3_TTL("cache.l3.ttl", "60s", "10s", Kinds::duration, "how long they are kept at most"),
    CACHE_POLICY("cache.policy", "tinylfu", Kinds.oneOf("tinylfu", "lru"), "what a full cache lets go"),
    CACHE_WARMUP(
            "cache.warmup", "true", Kinds.oneOf("true", "false"), "load the best patterns before the first question"),
    DB_POOL_SIZE(
            "db.pool.size",
            "5",
            "2",
            Kinds.whole(1, 1_000),
            "read-only connections of a query service, and its workers"),
    DB_POOL_TIMEOUT_MS(
            "db.pool.timeout.ms", "1000", Kinds.millis(1, 3_600_000), "how long a read waits for a connection"),
    DB_CACHE_BYTES("db.cache.bytes", "64MB", "8MB", Kinds.bytes(1 << 16), "SQLite's page cache, of each connection"),
    DB_MMAP_BYTES("db.mmap.bytes", "0", Kinds.bytes(0), "how much of the file readers map into memory; 0: none"),
    DB_SYNCHRONOUS(
            "db.synchronous",
            "normal",
            Kinds.oneOf("off", "normal", "full"),
            "what a power loss may take from the view, which is rebuilt then"),
    CODEC_TEXT("codec.text", "auto", Kinds.oneOf("auto", "zstd", "zlib", "raw"), "how text is compressed"),
    CODEC_ZLIB_LEVEL("codec.zlib.level", "6", "3", Kinds.whole(0, 9), "how hard zlib tries"),
    CODEC_VECTOR("codec.vector", "int8", Kinds.oneOf("int8", "int16", "raw"), "how embeddings are quantised"),
    CODEC_DEDUP("codec.dedup", "true", "false", Kinds.oneOf("true", "false"), "store equal contents once"),
    CODEC_DEDUP_MIN_BYTES("codec.dedup.min.bytes", "1024", Kinds.bytes(0), "contents below this are not looked for"),
    MONITORING_ENABLED("monitoring.enabled", "true", "false", Kinds.oneOf("true", "false"), "report into the log"),
    REPORT_INTERVAL_MS(
            "report.interval.ms", "60000", Kinds.millis(1, 86_400_000), "how often the log says how things stand"),
    SLOW_QUERY_MS(
            "slow.query.ms", "100", Kinds.millis(1, 3_600_000), "reads that take at least this long count as slow"),
    HTTP_HOST("http.host", "127.0.0.1", Kinds::host, "address to listen on"),
    HTTP_PORT("http.port", "8080", Kinds.whole(0, 65_535), "port to listen on; 0: any free one"),
    HTTP_AUTH("http.auth", "key", Kinds.oneOf("key", "none"), "`none` lets everybody in who reaches the port"),
    HTTP_API_KEYS_FILE("http.api.keys.file", "", Kinds::text, "file of the API keys; empty: none"),
    HTTP_MAX_CONNECTIONS("http.max.connections", "8192", Kinds.whole(1), "connections at once; one more is refused"),
    HTTP_MAX_REQUESTS_PER_SECOND(
            "http.max.requests.per.second",
            "0",
            Kinds.whole(0),
            "what comes above that is refused at once; 0: nothing is");

    private final String key;
    private final String production;
    private final String development;
    private final Consumer<String> check;
    private final String meaning;

    Key(String key, String production, Consumer<String> check, String meaning) {
        this(key, production, production, check, meaning);
    }

    Key(String key, String production, String development, Consumer<String> check, String meaning) {
        this.key = key;
        this.production = production;
        this.development = development;
        this.check = check;
        this.meaning = meaning;
    }

    /** The name in a properties file, such as {@code half.life}. */
    public String key() {
        return key;
    }

    /** The name in the environment, such as {@code CREDENCE_HALF_LIFE}. */
    public String variable() {
        return Variables.of(key);
    }

    /** What it decides: a phrase that follows the key in a table. */
    public String meaning() {
        return meaning;
    }

    /** The value where none is set. */
    public String defaultIn(Profile profile) {
        return profile == Profile.DEVELOPMENT ? development : production;
    }

    /** Whether the profile decides about the default. */
    boolean differsByProfile() {
        return !production.equals(development);
    }

    /** What is wrong with {@code value}: key, rule and value in one sentence. Empty if it will do. */
    Optional<String> problemOf(String value) {
        try {
            check.accept(value);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(key + " " + refused.getMessage() + ", was '" + Secrets.masked(key, value) + "'");
        }
    }

    /** The key of that name. */
    public static Optional<Key> named(String name) {
        return Arrays.stream(values()).filter(key -> key.key.equals(name)).findFirst();
    }
}
