package dev.credence.ingest.publish;

import dev.credence.core.rules.Limits;
import dev.credence.schemas.patience.RequestTimeout;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of the Kafka clients behind a publisher. */
final class ClientSettings {
    private static final int LINGER_MS = 5;
    private static final int BATCH_BYTES = 256 << 10;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final int MOST_REQUEST_MS = 30_000;

    /** Before the keys of the admin client alone. */
    private static final String ADMIN = "admin.";

    private ClientSettings() {}

    /**
     * Batches are large for bulk and wait at most 5 ms for company, so a lone event is as quick as it need be. lz4 costs
     * the least time of the codecs that halve outcomes.
     */
    static Map<String, Object> producer(PublisherConfig config) {
        long deliveryMs = config.deliveryTimeout().toMillis();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "credence-publisher");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * Limits.INPUT_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryMs);
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.kafka().forEach((key, value) -> {
            if (!key.startsWith(ADMIN)) {
                settings.put(key, value);
            }
        });
        RequestTimeout.ofProducer(settings, (int) deliveryMs, MOST_REQUEST_MS);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return settings;
    }

    static Map<String, Object> admin(PublisherConfig config) {
        int connectMs = (int) config.connectTimeout().toMillis();
        Map<String, Object> settings = new HashMap<>();
        config.kafka().forEach((key, value) -> {
            if (AdminClientConfig.configNames().contains(key)) {
                settings.put(key, value);
            }
        });
        config.kafka().forEach((key, value) -> {
            if (key.startsWith(ADMIN)) {
                settings.put(key.substring(ADMIN.length()), value);
            }
        });
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, connectMs);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, connectMs);
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
