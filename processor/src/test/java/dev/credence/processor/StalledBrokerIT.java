package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalledBrokerIT {
    /** Longer than the transaction's timeout and the session's. */
    private static final Duration STALL = Duration.ofSeconds(15);

    private static final int HALF = 30_000;

    @TempDir
    Path data;

    @Test
    void shouldNeitherLoseNorDoubleWhenTheBrokerStallsInsideACommit() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data.resolve("kafka")));
                RegistryEndpoint registry =
                        RegistryEndpoint.start(new RegistryOptions(0, data.resolve("registry.json")));
                KafkaCluster cluster = KafkaCluster.at(broker.bootstrapServers(), registry.url())) {
            TopicCatalogue topics = cluster.freshTopics(2);
            EventRecords events = cluster.events(topics);
            List<Outcome> first = new EventGenerator(1, 500).outcomes(HALF);
            List<Outcome> second = new EventGenerator(2, 500).outcomes(HALF);
            // Small batches: whenever the broker stalls, a commit is under way.
            ProcessorConfig config = Live.config(cluster, topics, data.resolve("processor"))
                    .withWindow(Duration.ofMillis(50), Duration.ofMillis(20), 500);
            cluster.produce(first.stream().map(events::record).toList());
            try (Processor processor = Live.start(config)) {
                await().atMost(Live.PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> hasBegun(cluster, config));
                stall(broker);
                cluster.produce(second.stream().map(events::record).toList());

                Written written = Live.awaitConsumed(cluster, config, 2 * HALF);
                assertThat(written.evidence())
                        .isEqualTo(Written.foldOf(
                                Stream.concat(first.stream(), second.stream()).toList(), config.halfLives()));
                assertThat(written.applied()).isEqualTo(2 * HALF);
                assertThat(processor.failure()).isNull();
            }
        }
    }

    private static boolean hasBegun(KafkaCluster cluster, ProcessorConfig config) throws Exception {
        return cluster
                .admin()
                .listConsumerGroupOffsets(config.topics().applicationId())
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS)
                .values()
                .stream()
                .anyMatch(offset -> offset != null && offset.offset() > 0);
    }

    private static void stall(EmbeddedBroker broker) throws InterruptedException {
        broker.pause();
        try {
            // The stall is the fault under test, not a wait for something.
            new CountDownLatch(1).await(STALL.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            broker.resume();
        }
    }
}
