package dev.credence.testkit;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Typed events as the records that a client of one family would send. Thread-safe.
 *
 * @param partitioning decides the partition here, so that tests do not depend on a producer's own
 */
public record EventRecords(TopicCatalogue topics, SchemaIds schemas, EventEncoder encoder, KeyPartition partitioning) {
    /** As a Java client sends them; registers the schemas. */
    public static EventRecords of(String registryUrl, TopicCatalogue topics) {
        try (Registry registry = Registry.connect(registryUrl, Map.of())) {
            SchemaIds ids = registry.registerEvents(topics);
            return new EventRecords(topics, ids, ids.encoder(), KeyPartition.MURMUR2);
        }
    }

    /** As another family of clients sends them. */
    public EventRecords partitionedBy(KeyPartition other) {
        return new EventRecords(topics, schemas, encoder, other);
    }

    public ProducerRecord<byte[], byte[]> record(Pattern pattern) {
        return raw(topics.patterns(), pattern.id(), encoder.encode(pattern));
    }

    public ProducerRecord<byte[], byte[]> record(Outcome outcome) {
        return raw(topics.confidenceFor(outcome.priority()), outcome.patternId(), encoder.encode(outcome));
    }

    /** The tombstone that deletes a pattern's body. */
    public ProducerRecord<byte[], byte[]> deletion(String id) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topics.patterns(), partitioning.of(key, topics.partitions()), key, noValue());
    }

    /** Any bytes, where an event with this key would go. */
    public ProducerRecord<byte[], byte[]> raw(String topic, String id, byte[] value) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partitioning.of(key, topics.partitions()), key, value);
    }

    @SuppressWarnings("NullAway") // Kafka's tombstone is a null value.
    private static byte[] noValue() {
        return null;
    }
}
