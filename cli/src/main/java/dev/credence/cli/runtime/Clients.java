package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.TextChoice;
import dev.credence.core.codec.VectorWidth;
import dev.credence.core.evidence.HalfLives;
import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.view.ViewMaterialiserConfig;
import dev.credence.query.QueryConfig;
import dev.credence.query.access.Access;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.http.ConnectionLimits;
import dev.credence.query.http.HttpLimits;
import dev.credence.query.http.Listening;
import dev.credence.schemas.patience.RequestTimeout;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewConfig.Pool;
import dev.credence.storage.ViewConfig.Storing;
import dev.credence.storage.ViewIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Settings turned into the configuration records of each part. Pure, but for the question how many partitions there are. */
public final class Clients {
    private Clients() {}

    /** An admin client that gives up after a while instead of waiting for a broker that is not there. */
    public static Admin admin(Settings settings) {
        return new BriefAdmin(adminProperties(settings));
    }

    static Map<String, Object> adminProperties(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka("admin"));
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text(Key.BOOTSTRAP_SERVERS));
        RequestTimeout.ofAdmin(properties, 15_000, 10_000);
        return properties;
    }

    /** The catalogue, with {@code topics.partitions} for topics that are still to be created. */
    public static TopicCatalogue catalogue(Settings settings) {
        return new TopicCatalogue(
                settings.text(Key.TOPICS_PREFIX),
                settings.text(Key.APPLICATION_ID),
                settings.number(Key.TOPICS_PARTITIONS));
    }

    /** The catalogue with the number of partitions that the topics have, where there is one for patterns. */
    public static TopicCatalogue existing(Settings settings, Admin admin) {
        TopicCatalogue wanted = catalogue(settings);
        // A view may ask after this one alone.
        return withPartitionsOf(List.of(wanted.patterns()), wanted, admin);
    }

    /**
     * The same by any event topic: for those who may ask after all of them, to create what is missing or to say what is
     * wrong.
     */
    public static TopicCatalogue existingByAny(Settings settings, Admin admin) {
        TopicCatalogue wanted = catalogue(settings);
        return withPartitionsOf(wanted.sources(), wanted, admin);
    }

    private static TopicCatalogue withPartitionsOf(List<String> names, TopicCatalogue wanted, Admin admin) {
        Map<String, TopicState> states = Topics.describe(admin, names);
        return names.stream()
                .flatMap(name -> Stream.ofNullable(states.get(name)))
                .findFirst()
                .map(topic -> new TopicCatalogue(wanted.prefix(), wanted.applicationId(), topic.partitions()))
                .orElse(wanted);
    }

    public static Registry registry(Settings settings) {
        return Registry.connect(settings.text(Key.SCHEMA_REGISTRY_URL), settings.registry());
    }

    public static HalfLives halfLives(Settings settings) {
        return HalfLives.parse(settings.text(Key.HALF_LIFE), settings.text(Key.HALF_LIFE_PREFIXES));
    }

    public static PublisherConfig publisher(Settings settings, TopicCatalogue catalogue) {
        return new PublisherConfig(
                settings.text(Key.BOOTSTRAP_SERVERS),
                settings.kafka("producer"),
                settings.text(Key.SCHEMA_REGISTRY_URL),
                settings.registry(),
                catalogue);
    }

    public static ProcessorConfig processor(Settings settings, TopicCatalogue catalogue) {
        return new ProcessorConfig(
                settings.text(Key.BOOTSTRAP_SERVERS),
                settings.kafka(),
                settings.text(Key.SCHEMA_REGISTRY_URL),
                settings.registry(),
                catalogue,
                halfLives(settings),
                settings.duration(Key.WINDOW_MS),
                settings.duration(Key.WINDOW_IDLE_MS),
                settings.number(Key.BATCH_MAX_EVENTS),
                settings.number(Key.EVIDENCE_CACHE_ROWS),
                settings.text(Key.EVIDENCE_STORE).equals("rocksdb"),
                settings.path(Key.DATA_DIR),
                threads(settings, catalogue),
                codec(settings));
    }

    public static CodecConfig codec(Settings settings) {
        return new CodecConfig(
                TextChoice.valueOf(settings.text(Key.CODEC_TEXT).toUpperCase(Locale.ROOT)),
                settings.number(Key.CODEC_ZLIB_LEVEL),
                VectorWidth.valueOf(settings.text(Key.CODEC_VECTOR).toUpperCase(Locale.ROOT)));
    }

    /** As many as Streams was told to use, else one a core, and none without a partition. */
    private static int threads(Settings settings, TopicCatalogue catalogue) {
        String told = settings.kafka("streams").get("num.stream.threads");
        return told == null
                ? Math.min(catalogue.partitions(), Runtime.getRuntime().availableProcessors())
                : Integer.parseInt(told);
    }

    public static ViewMaterialiserConfig materialiser(Settings settings, TopicCatalogue catalogue) {
        return ViewMaterialiserConfig.of(settings.text(Key.BOOTSTRAP_SERVERS), settings.kafka("consumer"), catalogue)
                .withBatchRows(settings.number(Key.VIEW_BATCH_ROWS))
                .withScrubInterval(settings.duration(Key.VIEW_SCRUB_INTERVAL));
    }

    public static QueryConfig query(Settings settings, Access access) {
        Listening listening = new Listening(
                settings.text(Key.HTTP_HOST),
                settings.number(Key.HTTP_PORT),
                limits(settings).withWorkers(settings.number(Key.DB_POOL_SIZE)),
                access);
        return new QueryConfig(listening, cache(settings));
    }

    /** What any server of a role takes. */
    static HttpLimits limits(Settings settings) {
        return HttpLimits.defaults()
                .admitting(
                        settings.number(Key.HTTP_MAX_REQUESTS_PER_SECOND),
                        ConnectionLimits.defaults().withMost(settings.number(Key.HTTP_MAX_CONNECTIONS)));
    }

    public static ViewConfig view(Settings settings) {
        return ViewConfig.in(settings.path(Key.DATA_DIR).resolve("view"))
                .with(new Storing(
                        settings.bytes(Key.DB_CACHE_BYTES),
                        settings.bytes(Key.DB_MMAP_BYTES),
                        settings.text(Key.DB_SYNCHRONOUS)))
                .with(new Pool(settings.number(Key.DB_POOL_SIZE), settings.duration(Key.DB_POOL_TIMEOUT_MS), 256))
                .withSlowQuery(settings.duration(Key.SLOW_QUERY_MS))
                .withDedup(settings.flag(Key.CODEC_DEDUP) ? settings.bytes(Key.CODEC_DEDUP_MIN_BYTES) : Long.MAX_VALUE);
    }

    public static CacheConfig cache(Settings settings) {
        int l3Entries = settings.number(Key.CACHE_L3_ENTRIES);
        return new CacheConfig(
                new Bounds(
                        settings.number(Key.CACHE_L1_ENTRIES),
                        settings.bytes(Key.CACHE_L1_BYTES),
                        CacheConfig.FOR_EVER),
                new Bounds(
                        settings.number(Key.CACHE_L2_ENTRIES),
                        settings.bytes(Key.CACHE_L2_BYTES),
                        settings.duration(Key.CACHE_L2_TTL)),
                new Bounds(l3Entries, l3Entries * CacheConfig.L3_ENTRY_BYTES, settings.duration(Key.CACHE_L3_TTL)),
                settings.text(Key.CACHE_POLICY).equals("lru") ? Policy.LRU : Policy.TINYLFU,
                settings.flag(Key.CACHE_WARMUP));
    }

    /** How often a role says in its log how things stand; empty: never. */
    public static Optional<Duration> reportInterval(Settings settings) {
        return settings.flag(Key.MONITORING_ENABLED)
                ? Optional.of(settings.duration(Key.REPORT_INTERVAL_MS))
                : Optional.empty();
    }

    /** As {@link #view}, for a reader that asks for a few figures now and then. */
    static ViewConfig reportView(Settings settings) {
        ViewConfig view = view(settings);
        return view.with(new Storing(1 << 20, 0, view.file().synchronous()))
                .with(new Pool(1, view.pool().timeout(), 1));
    }

    public static ViewIdentity identity(Settings settings) {
        return new ViewIdentity(
                settings.text(Key.APPLICATION_ID), settings.text(Key.TOPICS_PREFIX), halfLives(settings));
    }
}
