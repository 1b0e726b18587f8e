package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class KilledProcessorIT {
    private static final int ROUND = 3_000;

    private final KafkaCluster cluster;

    @TempDir
    Path data;

    KilledProcessorIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldGoOnWithinSecondsAndExactlyWhenKilledInMidTransaction() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        EventRecords events = cluster.events(topics);
        ProcessorConfig config = ProcessorChild.config(
                cluster.bootstrapServers(), cluster.registryUrl(), topics, data.resolve("processor"));
        List<Outcome> published = new ArrayList<>();
        EventGenerator generator = new EventGenerator(13, 300);
        Process child = ProcessorChild.spawn(config, data.resolve("child.log"));
        try {
            publish(events, published, generator.outcomes(ROUND));
            Live.awaitConsumed(cluster, config, ROUND);
            // A bad record is sent to the dead letters while its batch is open: once it is there, uncommitted,
            // the transaction hangs.
            cluster.produce(List.of(events.raw(topics.confidence(), "p1", new byte[] {9})));
            // None of them urgent: an urgent one would be committed at once.
            publish(
                    events,
                    published,
                    generator.outcomes(ROUND).stream()
                            .filter(outcome -> !outcome.priority().overtakes())
                            .toList());
            await().atMost(Live.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !cluster.consumeAll(topics.deadLetter(), false).isEmpty());
        } finally {
            child.destroyForcibly().waitFor();
        }

        assertThat(cluster.consumeAll(topics.deadLetter(), true)).isEmpty();
        ProcessorConfig quick = Live.config(cluster, topics, config.dataDir());
        try (Processor processor = Live.start(quick)) {
            long started = System.nanoTime();
            Written written = Live.awaitConsumed(cluster, config, published.size() + 1);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
            assertThat(written.evidence()).isEqualTo(Written.foldOf(published, config.halfLives()));
            assertThat(written.applied()).isEqualTo(published.size());
            assertThat(cluster.consumeAll(topics.deadLetter(), true)).hasSize(1);
            assertThat(processor.failure()).isNull();
        }
    }

    private void publish(EventRecords events, List<Outcome> published, List<Outcome> outcomes) {
        cluster.produce(outcomes.stream().map(events::record).toList());
        published.addAll(outcomes);
    }
}
