package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.StoredBody;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Limits;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class OversizeIT {
    private final KafkaCluster cluster;

    @TempDir
    Path dataDir;

    OversizeIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldSurviveRecordsOfTheLargestSizeAndBeyond() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        Pattern largest = Pattern.ofText("large", "note", incompressible(Limits.INPUT_BYTES - 1_000));
        byte[] rubbish = new byte[Limits.INPUT_BYTES];
        new Random(1).nextBytes(rubbish);
        ProducerRecord<byte[], byte[]> withHeaders = events.raw(topics.confidence(), "p1", rubbish);
        withHeaders.headers().add("trace", new byte[32_000]);
        // Small on the wire, 8 MiB in memory: the broker's limit is on what is compressed.
        ProducerRecord<byte[], byte[]> swollen = events.raw(topics.confidence(), "p2", new byte[8 << 20]);
        try (Processor processor = Live.start(Live.config(cluster, topics, dataDir))) {
            cluster.produce(List.of(events.record(largest), withHeaders));
            produceCompressed(swollen);

            await().atMost(Live.PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.consumeAll(topics.deadLetter(), true))
                            .hasSize(2));
            await().atMost(Live.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(cluster.latest(topics.bodies())).containsKey("large"));
            assertThat(processor.failure()).isNull();
        }
        List<ConsumerRecord<byte[], byte[]>> letters = cluster.consumeAll(topics.deadLetter(), true);
        assertThat(letters.get(0).value()).isEqualTo(rubbish);
        assertThat(letters.get(0).headers().lastHeader("trace").value()).hasSize(32_000);
        assertThat(letters.get(1).value()).hasSize(Limits.EXCERPT_BYTES);
        assertThat(text(letters.get(1), DeadLetter.VALUE_BYTES)).isEqualTo(Integer.toString(8 << 20));
        assertThat(text(letters.get(1), DeadLetter.REASON)).isEqualTo("too-large");
        StoredBody body = (StoredBody) BodyFormat.decode(
                java.util.Objects.requireNonNull(cluster.latest(topics.bodies()).get("large")));
        assertThat(BodyCodec.decode("large", body)).isEqualTo(largest);
    }

    private void produceCompressed(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        32 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get(60, TimeUnit.SECONDS);
        }
    }

    private static String incompressible(int length) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
