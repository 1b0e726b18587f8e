package dev.credence.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Cluster;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

@WithKafka
class RedriveIT {
    private final KafkaCluster cluster;
    private final TopicCatalogue topics;

    RedriveIT(KafkaCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(1);
    }

    /** The processor holds one open for as long as a batch with dead letters lasts, beside an earlier redrive. */
    @Test
    void shouldNotRedriveTwiceWhatAnOpenTransactionHides() throws Exception {
        cluster.produce(List.of(letter(5)));
        try (Producer<byte[], byte[]> processor = cluster().transactionalProducer(cluster.freshPrefix())) {
            processor.initTransactions();
            processor.beginTransaction();
            processor.send(letter(6)).get();
            cluster.produce(List.of(note(5)));

            assertThatThrownBy(() -> redrive(Duration.ofSeconds(1)))
                    .isInstanceOf(OpenTransactionException.class)
                    .hasMessageContaining(topics.deadLetter() + "-0 at 1")
                    .hasMessageContaining("nothing was published");
            processor.abortTransaction();
        }

        assertThat(redrive(Duration.ofMinutes(1))).isEqualTo("redriven=0 already=1");
        assertThat(cluster.consumeAll(topics.confidence(), true)).isEmpty();
    }

    @Test
    void shouldNotSayRedrivenWhenItIsEndedBeforeItHasCommitted() {
        cluster.produce(List.of(letter(5)));
        List<String> told = new ArrayList<>();
        Redrive first = new Redrive(cluster(), topics, false);

        try (Producer<byte[], byte[]> second = cluster().transactionalProducer(topics.applicationId() + "-redrive")) {
            assertThatThrownBy(() -> first.run(
                            letter -> {
                                second.initTransactions();
                                return true;
                            },
                            told::add))
                    .isInstanceOf(KafkaException.class);
        }

        assertThat(told).isEmpty();
        assertThat(redrive(Duration.ofMinutes(1))).isEqualTo("redriven=1 already=0");
    }

    private String redrive(Duration patience) {
        Redrive.Totals totals = new Redrive(cluster(), topics, false, patience).run(letter -> true, line -> {});
        return "redriven=" + totals.redriven() + " already=" + totals.already();
    }

    private ProducerRecord<byte[], byte[]> letter(long offset) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topics.deadLetter(), 0, bytes("p1"), bytes("x"));
        Map.of(
                        DeadLetter.TOPIC,
                        topics.confidence(),
                        DeadLetter.PARTITION,
                        "0",
                        DeadLetter.OFFSET,
                        Long.toString(offset),
                        DeadLetter.REASON,
                        "bad-wire-format")
                .forEach((name, value) -> letter.headers().add(name, bytes(value)));
        return letter;
    }

    /** As a redrive writes it. */
    private ProducerRecord<byte[], byte[]> note(long offset) {
        ProducerRecord<byte[], byte[]> note = new ProducerRecord<>(topics.deadLetter(), 0, bytes("p1"), null);
        note.headers().add(Redrive.REDRIVEN, bytes(topics.confidence() + "-0@" + offset));
        return note;
    }

    private Cluster cluster() {
        Settings settings = Settings.resolve(
                Map.of(Key.BOOTSTRAP_SERVERS, new Setting(cluster.bootstrapServers(), "test")),
                Map.of(),
                null,
                Profile.PRODUCTION);
        return new Cluster(settings);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
