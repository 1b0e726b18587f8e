package dev.credence.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.embedded.Loopback;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@WithKafka
class PublisherIT {
    /** Key, wire header, lengths and empty fields of a pattern whose id and type have one character each. */
    private static final int ENVELOPE_BYTES = 18;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PublisherCluster cluster;

    PublisherIT(KafkaCluster cluster) {
        this.cluster = new PublisherCluster(cluster);
    }

    @Test
    void shouldReturnTheOffsetWhereTheRecordStands() {
        TopicCatalogue topics = cluster.topics();
        try (Publisher publisher = Publisher.open(cluster.config(topics))) {
            Receipt stored = join(publisher.publish(Pattern.ofText("p-1", "strategy", "text")));
            Receipt outcome = join(publisher.publish(Outcome.of("p-1", Result.SUCCESS, 1)));
            Receipt deleted = join(publisher.delete("p-1"));

            Map<Receipt, ConsumerRecord<byte[], byte[]>> records = cluster.byReceipt(topics.sources());
            assertThat(records).containsOnlyKeys(stored, outcome, deleted);
            assertThat(records.values()).allMatch(record -> new String(record.key(), UTF_8).equals("p-1"));
            assertThat(deleted).isEqualTo(new Receipt(topics.patterns(), stored.partition(), 1));
            assertThat(records.get(deleted)).extracting(ConsumerRecord::value).isNull();
        }
    }

    @Test
    void shouldRefuseBeforeSendingWhatWouldBeDeadLettered() {
        TopicCatalogue topics = cluster.topics();
        try (Publisher publisher = Publisher.open(cluster.config(topics))) {
            assertRefused(publisher.publish(Outcome.of("a/b", Result.SUCCESS, 1)), Reason.BAD_ID);
            assertRefused(publisher.publish(Pattern.ofText("p", "", "text")), Reason.BAD_VALUE);
            assertRefused(publisher.delete(""), Reason.BAD_ID);
            assertRefused(
                    publisher.publish(Pattern.ofText("p", "t", "x".repeat(Limits.INPUT_BYTES))), Reason.TOO_LARGE);
        }
        assertThat(cluster.byReceipt(topics.sources())).isEmpty();
    }

    @Test
    void shouldStoreARecordOfExactlyTheLargestSize() {
        TopicCatalogue topics = cluster.topics();
        String content = "x".repeat(Limits.INPUT_BYTES - ENVELOPE_BYTES);
        try (Publisher publisher = Publisher.open(cluster.config(topics))) {
            Receipt receipt = join(publisher.publish(Pattern.ofText("p", "t", content)));

            ConsumerRecord<byte[], byte[]> record =
                    cluster.records(topics.patterns()).get(0);
            assertThat(record.key().length + record.value().length).isEqualTo(Limits.INPUT_BYTES);
            assertThat(record.offset()).isEqualTo(receipt.offset());
            assertRefused(publisher.publish(Pattern.ofText("p", "t", content + "x")), Reason.TOO_LARGE);
        }
    }

    @Test
    void shouldSayWithinTheBoundThatNoBrokerAnswers() {
        PublisherConfig config = new PublisherConfig(
                        "127.0.0.1:" + Loopback.freePort(),
                        Map.of(),
                        cluster.registryUrl(),
                        Map.of(),
                        new TopicCatalogue("credence", "credence", 1))
                .withTimeouts(SECOND, SECOND);

        long start = System.nanoTime();
        assertThatThrownBy(() -> Publisher.open(config))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessageStartingWith("no Kafka broker answered at " + config.bootstrapServers() + " within 1000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldSayThatTheNameOfTheBrokerIsUnknown() {
        PublisherConfig config = new PublisherConfig(
                "no-such-host.invalid:9092",
                Map.of(),
                cluster.registryUrl(),
                Map.of(),
                new TopicCatalogue("credence", "credence", 1));

        assertThatThrownBy(() -> Publisher.open(config)).isInstanceOf(KafkaUnreachableException.class);
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() {
        PublisherConfig config = cluster.config(new TopicCatalogue("nothing", "credence", 1));

        assertThatThrownBy(() -> Publisher.open(config))
                .isInstanceOf(TopicsMissingException.class)
                .hasMessage("no such topic: nothing.confidence, nothing.confidence.priority, nothing.patterns;"
                        + " create it with `credence topics create`, or check topics.prefix");
    }

    @Test
    void shouldSayThatTheRegistryDoesNotAnswer() {
        String url = "http://127.0.0.1:" + Loopback.freePort();
        PublisherConfig config =
                new PublisherConfig(cluster.bootstrapServers(), Map.of(), url, Map.of(), cluster.topics());

        assertThatThrownBy(() -> Publisher.open(config))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining(url);
    }

    private static Receipt join(CompletionStage<Receipt> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void assertRefused(CompletionStage<Receipt> stage, Reason reason) {
        CompletableFuture<Receipt> future = stage.toCompletableFuture();

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        EventRefusedException.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }
}
