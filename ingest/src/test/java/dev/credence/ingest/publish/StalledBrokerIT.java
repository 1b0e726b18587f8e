package dev.credence.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is stopped with SIGSTOP: connections stay open, nothing is answered. */
class StalledBrokerIT {
    @TempDir
    static Path directory;

    private static OwnCluster cluster;

    @BeforeAll
    static void start() {
        cluster = OwnCluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldNeitherLoseNorDoubleEventsWhenTheBrokerStallsForAWhile() {
        TopicCatalogue topics = cluster.topics();
        // Requests time out several times within the stall, so that the producer sends again what may have arrived.
        PublisherConfig config = new PublisherConfig(
                cluster.bootstrapServers(),
                Map.of("request.timeout.ms", "500", "linger.ms", "0", "batch.size", "2000"),
                cluster.registryUrl(),
                Map.of(),
                topics);
        List<CompletionStage<Receipt>> receipts = new ArrayList<>();
        try (Publisher publisher = Publisher.open(config)) {
            publish(publisher, 0, 5_000, receipts);
            stallFor(Duration.ofSeconds(3), () -> publish(publisher, 5_000, 10_000, receipts));
            publish(publisher, 10_000, 15_000, receipts);
            publisher.flush();
        }

        List<Receipt> all = receipts.stream()
                .map(stage -> stage.toCompletableFuture().join())
                .toList();
        Map<Receipt, ConsumerRecord<byte[], byte[]>> records = cluster.byReceipt(topics.sources());
        assertThat(records).hasSize(15_000).containsOnlyKeys(all);
        assertThat(all)
                .map(receipt -> key(requireNonNull(records.get(receipt))))
                .isEqualTo(IntStream.range(0, 15_000).mapToObj(i -> "p" + i).toList());
    }

    @Test
    void shouldStopReadingLinesWhenTheBrokerStallsForGood() throws IOException {
        PublisherConfig config =
                cluster.config(cluster.topics()).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));
        byte[] lines = "{\"pattern_id\":\"p\",\"outcome\":\"success\"}\nbad\n"
                .repeat(100)
                .getBytes(UTF_8);
        HeardLines heard = new HeardLines();
        try (Publisher publisher = Publisher.open(config)) {
            cluster.broker().pause();
            LineTotals totals = new LinePublisher(publisher, heard)
                    .publishOutcomes(new ByteArrayInputStream(lines), InstantSource.system());

            assertThat(totals.acked()).isZero();
            assertThat(totals.rejected()).isEqualTo(heard.errors.size());
            assertThat(totals.unconfirmed()).isPositive();
            assertThat(totals.failure())
                    .isInstanceOf(KafkaUnreachableException.class)
                    .hasMessageStartingWith("Kafka at " + config.bootstrapServers()
                            + " did not acknowledge within 2000 ms; the event may be stored or not");
        } finally {
            cluster.broker().resume();
        }
    }

    @Test
    void shouldSayThatTheBrokerDoesNotAnswerWhenItIsStalledAtTheStart() {
        PublisherConfig config =
                cluster.config(cluster.topics()).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
        cluster.broker().pause();
        try {
            assertThatThrownBy(() -> Publisher.open(config)).isInstanceOf(KafkaUnreachableException.class);
        } finally {
            cluster.broker().resume();
        }
    }

    /** On a thread of its own, because publishing may have to wait for the broker. */
    private static void stallFor(Duration stall, Runnable meanwhile) {
        CompletableFuture<Void> publishing;
        cluster.broker().pause();
        try {
            publishing = CompletableFuture.runAsync(meanwhile);
            Awaitility.await().pollDelay(stall).until(() -> true);
        } finally {
            cluster.broker().resume();
        }
        publishing.join();
    }

    private static void publish(Publisher publisher, int from, int to, List<CompletionStage<Receipt>> receipts) {
        for (int i = from; i < to; i++) {
            receipts.add(publisher.publish(Outcome.of("p" + i, Result.SUCCESS, 1)));
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }
}
