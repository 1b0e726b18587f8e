package dev.credence.processor.startup;

import dev.credence.core.rules.Limits;
import dev.credence.processor.config.ProcessorConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** The settings under which the topology is exact; the user's own fill in what is not decided here. */
public final class StreamsSettings {
    /** Unacknowledged commits block for this long instead of reviving a task that has lost what it polled. */
    private static final Duration MAX_BLOCK = Duration.ofDays(1);

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final Duration TRANSACTION = Duration.ofSeconds(10);
    /** What of a backlog is fetched at once is what a priority outcome waits for. */
    private static final int PARTITION_FETCH_BYTES = 256 << 10;
    /** A flush sends megabytes a partition, and so does a flood of dead letters: in few requests. */
    private static final int BATCH_BYTES = 256 << 10;
    /** Most of a dead letter is headers that say the same: the broker wrote them longer than this packs them. */
    private static final String COMPRESSION = "lz4";

    /**
     * A restore that has nothing to fetch yet asks for offsets on the connection on which a fetch of its own waits: for
     * half a second by default, at each start.
     */
    private static final int RESTORE_WAIT_MS = 20;

    private static final String STREAMS = "streams.";
    private static final String ADMIN = "admin.";
    private static final String CONSUMER = "consumer.";
    private static final String PRODUCER = "producer.";
    private static final List<String> CLIENTS = List.of(PRODUCER, CONSUMER, ADMIN);

    private StreamsSettings() {}

    /** The keys of Streams, as it defines them itself. */
    public static ConfigDef definition() {
        return StreamsConfig.configDef();
    }

    /** All settings of the topology; what is given for Streams goes before what is given for a kind of client. */
    public static Properties of(ProcessorConfig config, String instanceName) {
        Properties settings = new Properties();
        settings.putAll(unlimited(config));
        config.kafka().forEach((key, value) -> {
            if (CLIENTS.stream().anyMatch(key::startsWith)) {
                settings.put(key, value);
            }
        });
        config.kafka().forEach((key, value) -> {
            if (key.startsWith(STREAMS)) {
                settings.put(key.substring(STREAMS.length()), value);
            }
        });
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().applicationId());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.dataDir().resolve("streams").toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.window().toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, Math.min(20, config.idle().toMillis()));
        // A sum needs no order among topics; asking for each record whether to wait for one took a tenth of the thread.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), instanceName);
        putDefault(settings, CONSUMER, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        putDefault(settings, CONSUMER, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, ms(SESSION));
        putDefault(settings, CONSUMER, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, ms(HEARTBEAT));
        if (!settings.containsKey(CONSUMER + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG)) {
            putDefault(
                    settings,
                    StreamsConfig.RESTORE_CONSUMER_PREFIX,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    RESTORE_WAIT_MS);
        }
        putDefault(settings, PRODUCER, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        putDefault(settings, PRODUCER, ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), MAX_BLOCK.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), transactionMs(config));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Limits.OUTPUT_BYTES);
        return settings;
    }

    /** Of an admin client of the processor. */
    public static Map<String, Object> admin(ProcessorConfig config) {
        return client(config, ADMIN);
    }

    /** Of a producer beside the topology; what makes it one is its own. */
    static Map<String, Object> producer(ProcessorConfig config) {
        return client(config, PRODUCER);
    }

    /** Of a consumer that looks something up beside the topology; the serdes, and where it begins, are its own. */
    public static Map<String, Object> consumer(ProcessorConfig config) {
        return client(config, CONSUMER);
    }

    private static Map<String, Object> client(ProcessorConfig config, String prefix) {
        Map<String, Object> settings = unlimited(config);
        config.kafka().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        return settings;
    }

    /** Those that are not limited to a kind of client. */
    private static Map<String, Object> unlimited(ProcessorConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.keySet()
                .removeIf(key -> key.startsWith(STREAMS) || CLIENTS.stream().anyMatch(key::startsWith));
        return settings;
    }

    /** Short, because a hanging transaction hides everything behind it from views; but well above the window. */
    private static int transactionMs(ProcessorConfig config) {
        return ms(
                config.window().multipliedBy(3).compareTo(TRANSACTION) < 0
                        ? TRANSACTION
                        : config.window().multipliedBy(3));
    }

    /** For one kind of client, unless it is set for that or for all. */
    private static void putDefault(Properties settings, String kind, String key, Object value) {
        if (!settings.containsKey(key)) {
            settings.putIfAbsent(kind + key, value);
        }
    }

    private static int ms(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
