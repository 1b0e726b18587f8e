package dev.credence.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.ledger.LogGapProbe;
import dev.credence.processor.metrics.ProcessorMetrics;
import dev.credence.processor.startup.StartupGuard;
import dev.credence.processor.startup.StreamsSettings;
import dev.credence.processor.window.StreamThreads;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.SchemaLookup;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams answers a corrupted task with a dirty close, and revives the same store and processor objects. */
@WithKafka
class RevivedTaskIT {
    private static final int OUTCOMES = 400;
    private static final TaskId EVIDENCE_TASK = new TaskId(0, 0);
    private static final byte[] UNKNOWN_SCHEMA = {0, 0, 0, 99, 0, 1};

    private final KafkaCluster cluster;
    private final AtomicInteger faults = new AtomicInteger();

    @TempDir
    Path dataDir;

    RevivedTaskIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldCountEachOutcomeOnceWhenATaskIsRevived() {
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < OUTCOMES; i++) {
            records.add(events.record(Outcome.of("p1", Result.SUCCESS, Fixtures.T0 + i)));
        }
        // In the middle of the batch, after outcomes that are folded and not committed.
        records.add(OUTCOMES - 50, events.raw(topics.confidence(), "p1", UNKNOWN_SCHEMA));
        cluster.produce(records);

        try (KafkaStreams streams = start(topics)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(successes(topics)).isGreaterThanOrEqualTo(OUTCOMES));
            assertThat(streams.state()).isEqualTo(KafkaStreams.State.RUNNING);
        }
        assertThat(faults.get()).isGreaterThan(1);
        assertThat(successes(topics)).isEqualTo(OUTCOMES);
        assertThat(cluster.consumeAll(topics.deadLetter(), true)).hasSize(1);
    }

    private long successes(TopicCatalogue topics) {
        byte[] row = cluster.latest(topics.evidenceChangelog()).get("p1");
        return row == null ? 0 : EvidenceRow.decode(row).evidence().successes();
    }

    private KafkaStreams start(TopicCatalogue topics) {
        ProcessorConfig config = ProcessorConfig.of(cluster.bootstrapServers(), cluster.registryUrl(), topics, dataDir)
                .withWindow(Duration.ofSeconds(2), Duration.ofSeconds(1), 1_000_000);
        StreamThreads threads = new StreamThreads(config.window().toMillis(), topics.priority());
        TopologySetup setup = new TopologySetup(
                config,
                new StartupGuard(config, "revived", cluster.admin())
                        .check().values().stream()
                                .collect(Collectors.toMap(
                                        TopicState::name, state -> state.id().toString())),
                topics.partitions(),
                () -> new PatientDecoder(new EventDecoder(failingOnce()), new CountDownLatch(1), Duration.ofSeconds(1)),
                new LogGapProbe(StreamsSettings.consumer(config)),
                threads,
                new ProcessorMetrics(new SimpleMeterRegistry(), topics.sources()));
        KafkaStreams streams =
                new KafkaStreams(CredenceTopology.of(setup), StreamsSettings.of(config, "revived"), threads);
        streams.start();
        return streams;
    }

    private SchemaLookup failingOnce() {
        Registry registry = Registry.connect(cluster.registryUrl(), Map.of());
        return id -> {
            if (id == 99 << 8 && faults.getAndIncrement() == 0) {
                throw new TaskCorruptedException(Set.of(EVIDENCE_TASK));
            }
            return registry.schemaById(id);
        };
    }
}
