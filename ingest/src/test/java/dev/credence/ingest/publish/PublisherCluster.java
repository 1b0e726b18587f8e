package dev.credence.ingest.publish;

import static org.awaitility.Awaitility.await;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import dev.credence.testkit.KafkaCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What tests of publishing ask of a cluster. */
public class PublisherCluster {
    private static final int PARTITIONS = 3;

    private final KafkaCluster cluster;

    public PublisherCluster(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    public String registryUrl() {
        return cluster.registryUrl();
    }

    /** Fresh topics with dashes in their names. */
    public TopicCatalogue topics() {
        return cluster.freshTopics(PARTITIONS);
    }

    public PublisherConfig config(TopicCatalogue topics) {
        return new PublisherConfig(bootstrapServers(), Map.of(), registryUrl(), Map.of(), topics);
    }

    /** Returns once no broker knows the topic. */
    public void delete(String topic) {
        cluster.admin().deleteTopics(List.of(topic));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.describe(cluster.admin(), List.of(topic)).isEmpty());
    }

    /** Everything that stands in the topic now, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return cluster.consumeAll(topic, false);
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
}
