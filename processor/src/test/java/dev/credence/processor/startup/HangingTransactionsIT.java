package dev.credence.processor.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@WithKafka
class HangingTransactionsIT {
    private final KafkaCluster cluster;

    HangingTransactionsIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldLetReadersPastATransactionThatNobodyEnds() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        TopicPartition written = new TopicPartition(topics.bodies(), 1);
        String id = topics.applicationId() + "-1";
        try (Producer<byte[], byte[]> forgotten = producer(id)) {
            forgotten.initTransactions();
            forgotten.beginTransaction();
            forgotten
                    .send(new ProducerRecord<>(written.topic(), written.partition(), key(), key()))
                    .get(30, TimeUnit.SECONDS);
            long producerId = producerId(id);
            assertThat(endOfWhatIsReadable(written)).isZero();

            HangingTransactions hanging = new HangingTransactions(topics, cluster.admin());
            assertThat(hanging.abort(Set.of(producerId + 1))).isTrue();
            assertThat(endOfWhatIsReadable(written)).isZero();

            assertThat(hanging.abort(Set.of(producerId))).isTrue();
            // The record and the marker, neither of which is seen by anybody.
            assertThat(endOfWhatIsReadable(written)).isEqualTo(2);
            assertThat(cluster.consumeAll(topics.bodies(), true)).isEmpty();
        }
    }

    private long producerId(String transactionalId) throws Exception {
        return cluster.admin()
                .describeTransactions(Set.of(transactionalId))
                .description(transactionalId)
                .get(30, TimeUnit.SECONDS)
                .producerId();
    }

    private long endOfWhatIsReadable(TopicPartition partition) throws Exception {
        return cluster.admin()
                .listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get(30, TimeUnit.SECONDS)
                .offset();
    }

    private Producer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] key() {
        return "p1".getBytes(StandardCharsets.UTF_8);
    }
}
