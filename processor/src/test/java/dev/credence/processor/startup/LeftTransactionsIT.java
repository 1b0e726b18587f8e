package dev.credence.processor.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class LeftTransactionsIT {
    private final KafkaCluster cluster;

    LeftTransactionsIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldSettleTheOffsetsThatAKilledInstanceLeftOpen(@TempDir Path data) throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        TopicPartition source = new TopicPartition(topics.confidence(), 1);
        ProcessorConfig config = ProcessorConfig.of(cluster.bootstrapServers(), cluster.registryUrl(), topics, data);
        cluster.admin()
                .alterConsumerGroupOffsets(topics.applicationId(), Map.of(source, new OffsetAndMetadata(7)))
                .all()
                .get(30, TimeUnit.SECONDS);
        String process = process(data, topics);
        try (Consumer<byte[], byte[]> member = member(topics);
                Producer<byte[], byte[]> killed = producer(topics.applicationId() + "-" + process + "-1")) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(99)), member.groupMetadata());

            assertThat(stableOffset(topics, source)).isNull();

            new LeftTransactions(config, cluster.admin()).end(Set.of(source));

            // The coordinator answers an abort before its markers are written.
            await().untilAsserted(() -> assertThat(stableOffset(topics, source)).isEqualTo(new OffsetAndMetadata(7)));
        }
    }

    /** Null while a transaction may change it. */
    private @Nullable OffsetAndMetadata stableOffset(TopicCatalogue topics, TopicPartition source) throws Exception {
        return cluster.admin()
                .listConsumerGroupOffsets(
                        topics.applicationId(), new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata()
                .thenApply(offsets -> offsets.get(source))
                .get(5, TimeUnit.SECONDS);
    }

    /** As Streams notes it. */
    private static String process(Path data, TopicCatalogue topics) throws IOException {
        String process = UUID.randomUUID().toString();
        Path directory = Files.createDirectories(data.resolve("streams").resolve(topics.applicationId()));
        Files.writeString(directory.resolve("kafka-streams-process-metadata"), "{\"processId\":\"" + process + "\"}");
        return process;
    }

    private Consumer<byte[], byte[]> member(TopicCatalogue topics) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, topics.applicationId()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
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
}
