package dev.credence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSetupException;
import dev.credence.schemas.topic.Topics;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What Credence relies on in any broker and registry. Each backend runs it. */
abstract class KafkaContractSuite {
    private static final short ONE_REPLICA = 1;

    private final KafkaCluster cluster;

    KafkaContractSuite(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldAcceptTheTopicsThatWereCreated() {
        TopicCatalogue topics = cluster.freshTopics(3);

        assertThat(Topics.require(cluster.admin(), topics))
                .hasSize(5)
                .allSatisfy((name, state) -> assertThat(state.partitions()).isEqualTo(3));
    }

    @Test
    void shouldStampRecordsWithTheBrokersTime() {
        TopicCatalogue topics = cluster.freshTopics(2);
        long before = System.currentTimeMillis() - 60_000;
        cluster.produce(List.of(new ProducerRecord<>(topics.confidence(), 1, 17L, bytes("k"), bytes("v"))));

        ConsumerRecord<byte[], byte[]> record = only(cluster.consumeAll(topics.confidence(), true));

        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(record.timestamp()).isGreaterThan(before);
    }

    @Test
    void shouldShowCommittedRecordsOnlyWhenAskedForThem() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        try (Producer<byte[], byte[]> producer = transactional(cluster.freshPrefix())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topics.bodies(), bytes("k"), bytes("committed")))
                    .get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topics.bodies(), bytes("k"), bytes("aborted")))
                    .get();
            producer.abortTransaction();
        }

        assertThat(values(cluster.consumeAll(topics.bodies(), true))).containsExactly("committed");
        assertThat(values(cluster.consumeAll(topics.bodies(), false))).containsExactly("committed", "aborted");
        assertThat(cluster.latest(topics.bodies()))
                .hasEntrySatisfying("k", value -> assertThat(value).isEqualTo(bytes("committed")));
    }

    @Test
    void shouldTakeTwoMegabytesWhereCredenceWritesAndNotMuchMoreThanOneWhereOthersDo() {
        TopicCatalogue topics = cluster.freshTopics(1);

        List<RecordMetadata> receipts = cluster.produce(List.of(
                new ProducerRecord<>(topics.bodies(), bytes("k"), new byte[2 << 20]),
                new ProducerRecord<>(topics.patterns(), bytes("k"), new byte[1 << 20])));

        assertThat(receipts)
                .hasSize(2)
                .allSatisfy(receipt -> assertThat(receipt.offset()).isZero());
        ProducerRecord<byte[], byte[]> tooMuch =
                new ProducerRecord<>(topics.patterns(), bytes("k"), new byte[(1 << 20) + (128 << 10)]);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> cluster.produce(List.of(tooMuch)))
                .withRootCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void shouldDecodeTheEventsThatItsRegistryKnows() {
        TopicCatalogue topics = cluster.freshTopics(4);
        EventRecords events = cluster.events(topics);
        cluster.produce(Fixtures.OUTCOMES.stream().map(events::record).toList());
        cluster.produce(Fixtures.PATTERNS.stream().map(events::record).toList());

        try (Registry registry = Registry.connect(cluster.registryUrl(), Map.of())) {
            EventDecoder decoder = new EventDecoder(registry);
            List<Object> decoded = new ArrayList<>();
            for (String topic : List.of(topics.confidence(), topics.priority())) {
                cluster.consumeAll(topic, true).forEach(record -> decoded.add(decoder.outcome(record.value())));
            }
            cluster.consumeAll(topics.patterns(), true).forEach(record -> decoded.add(decoder.pattern(record.value())));

            List<Object> expected = new ArrayList<>();
            Fixtures.OUTCOMES.forEach(outcome -> expected.add(new Decoded.Event<>(outcome)));
            Fixtures.PATTERNS.forEach(pattern -> expected.add(new Decoded.Event<>(pattern)));
            assertThat(decoded).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void shouldNameTheTopicWhenItIsMissing() {
        TopicCatalogue topics = new TopicCatalogue(cluster.freshPrefix(), "app", 2);

        assertRefused(topics, "topic " + topics.patterns() + " does not exist", "topics create");
    }

    @Test
    void shouldNameTheTopicWhenItTakesTheClientsTime() {
        TopicCatalogue topics = new TopicCatalogue(cluster.freshPrefix(), "app", 2);
        NewTopic wrong = new NewTopic(topics.confidence(), 2, ONE_REPLICA)
                .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
        settle(() -> cluster.admin().createTopics(List.of(wrong)).all().get());
        cluster.createTopics(topics);

        assertRefused(topics, topics.confidence(), "CreateTime", "LogAppendTime");
    }

    @Test
    void shouldNameTheTopicWhenPartitionsAreUnequal() {
        TopicCatalogue topics = cluster.freshTopics(2);
        settle(() -> cluster.admin()
                .createPartitions(Map.of(topics.priority(), NewPartitions.increaseTo(3)))
                .all()
                .get());
        Awaitility.await()
                .until(() -> Topics.describe(cluster.admin(), List.of(topics.priority())).values().stream()
                        .anyMatch(topic -> topic.partitions() == 3));

        assertRefused(topics, topics.priority() + " has 3 partitions", "has 2");
    }

    private void assertRefused(TopicCatalogue topics, String... said) {
        assertThatExceptionOfType(TopicSetupException.class)
                .isThrownBy(() -> Topics.require(cluster.admin(), topics))
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
    }

    private Producer<byte[], byte[]> transactional(String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void settle(Callable<?> call) {
        try {
            call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
