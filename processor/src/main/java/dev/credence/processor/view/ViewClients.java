package dev.credence.processor.view;

import dev.credence.schemas.patience.RequestTimeout;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Kafka clients of the view. */
final class ViewClients {
    private static final String CLIENT_ID = "credence-view";

    /** Before the keys of the admin client alone. */
    private static final String ADMIN = "admin.";

    private ViewClients() {}

    static Consumer<byte[], byte[]> consumer(ViewMaterialiserConfig config) {
        return new KafkaConsumer<>(
                consumerProperties(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(ViewMaterialiserConfig config) {
        return Admin.create(adminProperties(config));
    }

    static Map<String, Object> adminProperties(ViewMaterialiserConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        config.kafka().forEach((key, value) -> {
            if (key.startsWith(ADMIN)) {
                properties.put(key.substring(ADMIN.length()), value);
            }
        });
        properties.keySet().retainAll(AdminClientConfig.configNames());
        properties.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID + "-admin");
        // An answer that is later than this says little of now, and asking again is cheap.
        RequestTimeout.ofAdmin(properties, 10_000, 5_000);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        return properties;
    }

    static Map<String, Object> consumerProperties(ViewMaterialiserConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.keySet().retainAll(ConsumerConfig.configNames());
        properties.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(config.batchRows()));
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20));
        properties.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.CHECK_CRCS_CONFIG, "true");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return properties;
    }
}
