package dev.credence.ingest.publish;

import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to publish.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param kafka producer properties that replace the house's, such as {@code security.protocol}; not those on which
 *     receipts rest ({@code acks}, {@code enable.idempotence}, serializers); a prefix {@code admin.} limits one to the
 *     client that asks about the topics first
 * @param registryUrl of a registry with Confluent's API
 * @param registry Confluent's client properties
 * @param connectTimeout within which {@link Publisher#open} has its answer from Kafka
 * @param deliveryTimeout within which an event is acknowledged or failed, and within which a call gets its place in the
 *     buffer
 */
public record PublisherConfig(
        String bootstrapServers,
        Map<String, String> kafka,
        String registryUrl,
        Map<String, String> registry,
        TopicCatalogue topics,
        Duration connectTimeout,
        Duration deliveryTimeout) {
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_DELIVERY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    private static final List<String> FIXED =
            List.of("acks", "enable.idempotence", "key.serializer", "value.serializer");

    public PublisherConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        for (String key : FIXED) {
            if (kafka.containsKey(key)) {
                throw new IllegalArgumentException(
                        "kafka.producer." + key + " is fixed, because receipts rest on it: remove it");
            }
        }
        requireTimeout("connectTimeout", connectTimeout);
        requireTimeout("deliveryTimeout", deliveryTimeout);
    }

    /** With the default timeouts: 10 s to connect, 60 s to deliver. */
    public PublisherConfig(
            String bootstrapServers,
            Map<String, String> kafka,
            String registryUrl,
            Map<String, String> registry,
            TopicCatalogue topics) {
        this(bootstrapServers, kafka, registryUrl, registry, topics, DEFAULT_CONNECT_TIMEOUT, DEFAULT_DELIVERY_TIMEOUT);
    }

    /** The same with other timeouts. */
    public PublisherConfig withTimeouts(Duration connect, Duration delivery) {
        return new PublisherConfig(bootstrapServers, kafka, registryUrl, registry, topics, connect, delivery);
    }

    private static void requireTimeout(String key, Duration value) {
        if (value.compareTo(LEAST_TIMEOUT) < 0 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(key + " must be between 100 ms and 24 days, was " + value);
        }
    }
}
