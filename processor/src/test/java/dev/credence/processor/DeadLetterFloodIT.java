package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many dead letters in a batch, of which all but the first go to the producer beside the sink. */
@WithKafka
class DeadLetterFloodIT {
    private static final int PARTITIONS = 2;
    private static final int EACH = 5_000;

    private final KafkaCluster cluster;

    @TempDir
    Path dataDir;

    DeadLetterFloodIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldCommitEachLetterOnceIntoThePartitionOfItsSource() {
        TopicCatalogue topics = cluster.freshTopics(PARTITIONS);
        cluster.events(topics);
        List<ProducerRecord<byte[], byte[]>> poison = Stream.of(topics.confidence(), topics.patterns())
                .flatMap(topic -> IntStream.range(0, PARTITIONS * EACH).mapToObj(n -> bad(topic, n)))
                .toList();
        cluster.produce(poison);
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        List<ConsumerRecord<byte[], byte[]>> letters;

        try (Processor processor = Live.start(config)) {
            letters = Live.awaitLetters(cluster, topics, poison.size());
            assertThat(processor.failure()).isNull();
        }

        assertThat(letters)
                .extracting(DeadLetterFloodIT::origin)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(poison);
        assertThat(letters)
                .allSatisfy(letter -> assertThat(header(letter, DeadLetter.PARTITION))
                        .isEqualTo(Integer.toString(letter.partition())));
    }

    private static ProducerRecord<byte[], byte[]> bad(String topic, int number) {
        byte[] key = ("p-" + number).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, number % PARTITIONS, key, new byte[] {1, 2, 3});
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetter.TOPIC) + "-" + header(letter, DeadLetter.PARTITION) + "@"
                + header(letter, DeadLetter.OFFSET);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
