package dev.credence.testkit;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/**
 * A Kafka cluster and a schema registry that a test may use and must share. Thread-safe.
 *
 * <p>A test that stops, pauses or kills its broker takes an {@link dev.credence.embedded.broker.EmbeddedBroker} of its
 * own, on which {@link #at} gives the same helpers.
 */
public interface KafkaCluster extends AutoCloseable {
    /** How long a helper waits for the cluster before it fails the test. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** Names are unique within a JVM by the number, among JVMs by the time. */
    AtomicInteger NAMES = new AtomicInteger();

    String bootstrapServers();

    String registryUrl();

    /** One for all tests; closed with the cluster. */
    Admin admin();

    @Override
    void close();

    /** The helpers on a cluster that somebody else runs. Closing it closes no server. */
    static KafkaCluster at(String bootstrapServers, String registryUrl) {
        return new RemoteCluster(bootstrapServers, registryUrl);
    }

    /** A name that nobody else has: good as topic prefix, application id, group or transactional id. */
    default String freshPrefix() {
        return "t" + Long.toString(ProcessHandle.current().pid(), 36) + "-"
                + Long.toString(System.currentTimeMillis(), 36) + "-" + NAMES.incrementAndGet();
    }

    /** Topics of a fresh prefix, which is the application id, too; created. */
    default TopicCatalogue freshTopics(int partitions) {
        String prefix = freshPrefix();
        TopicCatalogue catalogue = new TopicCatalogue(prefix, prefix, partitions);
        createTopics(catalogue);
        return catalogue;
    }

    /** Returns when the broker shows them: the controller answers a little earlier than it tells the broker. */
    default void createTopics(TopicCatalogue catalogue) {
        Topics.createMissing(admin(), catalogue, (short) 1);
        List<String> names =
                catalogue.specs((short) 1).stream().map(TopicSpec::name).toList();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Topics.describe(admin(), names).size() == names.size());
    }

    /** Typed events for these topics; registers the schemas. */
    default EventRecords events(TopicCatalogue catalogue) {
        return EventRecords.of(registryUrl(), catalogue);
    }

    /** Sends in order, acks=all, and waits for every answer. */
    default List<RecordMetadata> produce(List<ProducerRecord<byte[], byte[]>> records) {
        return RawRecords.produce(bootstrapServers(), records);
    }

    /** Every record from the start of the topic to its end at the time of the call, partition by partition. */
    default List<ConsumerRecord<byte[], byte[]>> consumeAll(String topic, boolean readCommitted) {
        return RawRecords.consumeAll(bootstrapServers(), topic, readCommitted);
    }

    /** The last value of every key of a compacted topic, by key as text; keys with a null value are left out. */
    default Map<String, byte[]> latest(String topic) {
        return RawRecords.latest(consumeAll(topic, true));
    }
}
