package dev.credence.processor.view;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The two topics of one test on a real broker, and a transactional producer that writes as the processor does. */
final class CompactedTopics implements AutoCloseable {
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final TopicCatalogue topics;
    private @Nullable Future<RecordMetadata> lastSent;

    CompactedTopics(String bootstrapServers, int partitions) {
        String name = "v" + UUID.randomUUID().toString().substring(0, 8);
        topics = new TopicCatalogue(name, name, partitions);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        name,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        "30000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    TopicCatalogue names() {
        return topics;
    }

    void create() {
        create(topics.bodies());
        create(topics.evidenceChangelog());
    }

    void create(String topic) {
        create(topic, Map.of());
    }

    /** Other than as always in {@code settings}. */
    void create(String topic, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(TopicSettings.compacted());
        all.putAll(settings);
        await(admin.createTopics(List.of(new NewTopic(topic, topics.partitions(), (short) 1).configs(all)))
                .all());
    }

    void delete(String topic) {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    void addPartition(String topic) {
        await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(topics.partitions() + 1)))
                .all());
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.flush();
        producer.abortTransaction();
    }

    /** The offset of the last record sent. */
    long lastOffset() {
        try {
            return Objects.requireNonNull(lastSent).get(30, TimeUnit.SECONDS).offset();
        } catch (Exception e) {
            throw new IllegalStateException("the record was not taken", e);
        }
    }

    CompactedTopics evidence(int partition, String id, int successes) {
        return send(topics.evidenceChangelog(), partition, id, InternalRecords.evidence(successes));
    }

    CompactedTopics ledgers(int partition, long nextOffset) {
        ledger(topics.evidenceChangelog(), topics.confidence(), partition, nextOffset);
        return ledger(topics.evidenceChangelog(), topics.priority(), partition, nextOffset);
    }

    CompactedTopics body(int partition, String id, String content, long offset) {
        return send(topics.bodies(), partition, id, InternalRecords.body(id, content, offset));
    }

    CompactedTopics deleted(int partition, String id, long offset) {
        return send(topics.bodies(), partition, id, InternalRecords.deleted(partition, offset));
    }

    CompactedTopics bodyLedger(int partition, long nextOffset) {
        return ledger(topics.bodies(), topics.patterns(), partition, nextOffset);
    }

    /** One transaction of one flush: evidence and its ledger rows. */
    void flushEvidence(int partition, long nextOffset, String id, int successes) {
        begin();
        evidence(partition, id, successes).ledgers(partition, nextOffset);
        commit();
    }

    CompactedTopics send(String topic, int partition, String key, byte[] value) {
        lastSent = producer.send(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value));
        return this;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private CompactedTopics ledger(String topic, String source, int partition, long nextOffset) {
        return send(topic, partition, LedgerRow.key(source), InternalRecords.ledger(source, nextOffset));
    }

    private static void await(KafkaFuture<?> future) {
        try {
            future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not do it", e);
        }
    }
}
