package dev.credence.ingest.publish;

import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker and a registry of one test class, which may stop them as it likes. */
public final class OwnCluster implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryEndpoint registry;
    private final AtomicInteger prefixes = new AtomicInteger();

    public OwnCluster(Path directory) {
        broker = EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka")));
        registry = RegistryEndpoint.start(new RegistryOptions(0, directory.resolve("registry.json")));
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public String registryUrl() {
        return registry.url();
    }

    /** Fresh topics with a dash in their names. */
    public TopicCatalogue topics() {
        TopicCatalogue topics = new TopicCatalogue("it-" + prefixes.incrementAndGet(), "it", 3);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.createMissing(admin, topics, (short) 1);
        }
        return topics;
    }

    public PublisherConfig config(TopicCatalogue topics) {
        return new PublisherConfig(broker.bootstrapServers(), Map.of(), registry.url(), Map.of(), topics);
    }

    /** Everything that stands in the topic now, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(Map.of("bootstrap.servers", broker.bootstrapServers()), bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions));
        }
    }

    /** Of all event topics, by receipt. */
    public Map<Receipt, ConsumerRecord<byte[], byte[]>> byReceipt(Collection<String> topics) {
        Map<Receipt, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        for (String topic : topics) {
            for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
                records.put(new Receipt(record.topic(), record.partition(), record.offset()), record);
            }
        }
        return records;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    private static List<ConsumerRecord<byte[], byte[]>> readTo(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }
}
