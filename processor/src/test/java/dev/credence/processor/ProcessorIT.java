package dev.credence.processor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Encoded;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.KeyPartition;
import dev.credence.testkit.WithKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class ProcessorIT {
    private final KafkaCluster cluster;

    @TempDir
    Path dataDir;

    ProcessorIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Tag("smoke")
    void shouldGiveTheSameBitsWhenTheSameOutcomesComeInAnotherOrderThroughAnotherPartitioner() {
        List<Outcome> outcomes = new EventGenerator(7, 200).outcomes(5_000);
        List<Outcome> shuffled = new ArrayList<>(outcomes);
        Collections.shuffle(shuffled, new Random(7));

        Written inOrder = process(outcomes, KeyPartition.MURMUR2, dataDir.resolve("a"));
        Written anyOrder = process(shuffled, KeyPartition.CRC32, dataDir.resolve("b"));

        assertThat(inOrder.evidence())
                .isEqualTo(Written.foldOf(
                        outcomes, Live.config(cluster, anyTopics(), dataDir).halfLives()));
        assertThat(anyOrder.evidence()).isEqualTo(inOrder.evidence());
        assertThat(inOrder.applied()).isEqualTo(outcomes.size());
        assertThat(anyOrder.applied()).isEqualTo(outcomes.size());
    }

    @Test
    void shouldSendEveryPatternsBodyAndTheLedgerToTheSourcesPartition() {
        TopicCatalogue topics = cluster.freshTopics(3);
        EventRecords events = cluster.events(topics);
        List<Pattern> patterns = new EventGenerator(3, 50).patterns();
        cluster.produce(patterns.stream().map(events::record).toList());
        // Without loss, so that patterns can be compared whole.
        ProcessorConfig config = Live.config(cluster, topics, dataDir).withCodec(CodecConfig.exact(6));
        try (Processor processor = Live.start(config)) {
            await().atMost(Live.PATIENCE)
                    .untilAsserted(() -> assertThat(bodies(topics)).hasSize(patterns.size() + 1));
            assertThat(processor.failure()).isNull();
        }
        for (ConsumerRecord<byte[], byte[]> record : cluster.consumeAll(topics.bodies(), true)) {
            String id = text(record.key());
            if (LedgerRow.topicOfKey(id) == null) {
                StoredBody body = (StoredBody) BodyFormat.decode(record.value());
                assertThat(BodyCodec.decode(id, body)).isIn(patterns);
                assertThat(record.partition()).isEqualTo(body.origin().partition());
            }
        }
    }

    /**
     * Bodies over the dictionary that the 1,024th text made: those of the middle of a backlog, then the same texts once more,
     * when nothing waits.
     */
    @Test
    void shouldEncodeABacklogWithLessEffortAndATrickleWithFullEffort() {
        int backlog = 7_000;
        int from = 2_000;
        int to = 2_500;
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        cluster.produce(IntStream.range(0, backlog)
                .mapToObj(i -> events.record(recipe("waited" + i, i)))
                .toList());
        // What was polled and not processed is not counted as waiting: little of it.
        ProcessorConfig config =
                Live.config(cluster, topics, dataDir).withKafka(Map.of("consumer.max.poll.records", "500"));
        try (Processor processor = Live.start(config)) {
            awaitBody(topics, "waited" + (backlog - 1));
            cluster.produce(IntStream.range(from, to)
                    .mapToObj(i -> events.record(recipe("came" + i, i)))
                    .toList());
            awaitBody(topics, "came" + (to - 1));
            assertThat(processor.failure()).isNull();
        }
        Map<String, byte[]> latest = cluster.latest(topics.bodies());
        int different = 0;
        long less = 0;
        long full = 0;
        for (int i = from; i < to; i++) {
            Encoded waited = text(latest, "waited" + i, i);
            Encoded came = text(latest, "came" + i, i);
            assertThat(waited.dictionaryHash()).isNotNull().isEqualTo(came.dictionaryHash());
            different += waited.equals(came) ? 0 : 1;
            less += waited.storedBytes();
            full += came.storedBytes();
        }
        assertThat(different).isGreaterThan((to - from) * 9 / 10);
        assertThat(less).isBetween(full + 1, full * 12 / 10);
    }

    @Test
    void shouldCommitALoneOutcomeLongBeforeTheWindowEnds() {
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        ProcessorConfig config = Live.config(cluster, topics, dataDir)
                .withWindow(Duration.ofSeconds(60), Duration.ofMillis(20), 1_000_000);
        try (Processor processor = Live.start(config)) {
            await().atMost(Live.PATIENCE).until(processor::ready);
            cluster.produce(List.of(events.record(Outcome.of("p1", Result.SUCCESS, Fixtures.T0))));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(cluster.latest(topics.evidenceChangelog()))
                            .containsKey("p1"));
            LedgerRow ledger = Written.evidenceOf(cluster, config).ledger().values().stream()
                    .filter(row -> row.topic().equals(topics.confidence()))
                    .findFirst()
                    .orElseThrow();
            assertThat(ledger.windowClosedMs() - ledger.lastAppendMs()).isLessThan(1_000);
        }
    }

    @Test
    void shouldNotWaitForWhatADeadStreamThreadLeftInTheGroup() {
        TopicCatalogue topics = cluster.freshTopics(2);
        EventRecords events = cluster.events(topics);
        List<Outcome> outcomes = new EventGenerator(9, 50).outcomes(1_000);
        cluster.produce(outcomes.stream().map(events::record).toList());
        // Session and transaction last longer than the test is patient: so long the group would wait for a member
        // that died, and for its offsets.
        ProcessorConfig config = Live.config(cluster, topics, dataDir)
                .withWindow(Duration.ofSeconds(60), Duration.ofMillis(20), 1_000_000)
                .withKafka(Map.of("session.timeout.ms", "300000"));
        FencedClients fenced = new FencedClients();
        try (Processor processor = Processor.start(config, new SimpleMeterRegistry(), fenced::of)) {
            Written written = Live.awaitConsumed(cluster, config, outcomes.size());

            assertThat(fenced.refused()).isTrue();
            assertThat(written.evidence()).isEqualTo(Written.foldOf(outcomes, config.halfLives()));
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldNotWaitForAThreadThatTookOverInAnEarlierRun() {
        TopicCatalogue topics = cluster.freshTopics(2);
        EventRecords events = cluster.events(topics);
        List<Outcome> outcomes = new EventGenerator(9, 50).outcomes(2_000);
        // Beyond the test's patience the group keeps the places of the earlier run, the third among them.
        ProcessorConfig config = Live.config(cluster, topics, dataDir)
                .withWindow(Duration.ofSeconds(60), Duration.ofMillis(20), 1_000_000)
                .withKafka(Map.of("session.timeout.ms", "300000"));
        cluster.produce(outcomes.subList(0, 1_000).stream().map(events::record).toList());
        FencedClients fenced = new FencedClients();
        try (Processor earlier = Processor.start(config, new SimpleMeterRegistry(), fenced::of)) {
            Live.awaitConsumed(cluster, config, 1_000);
            assertThat(fenced.refused()).isTrue();
            assertThat(earlier.failure()).isNull();
        }

        cluster.produce(
                outcomes.subList(1_000, 2_000).stream().map(events::record).toList());
        try (Processor processor = Live.start(config)) {
            Written written = Live.awaitConsumed(cluster, config, outcomes.size());
            assertThat(written.evidence()).isEqualTo(Written.foldOf(outcomes, config.halfLives()));
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldTakePriorityOutcomesBeforeABacklogOfOrdinaryOnes() {
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        EventGenerator generator = new EventGenerator(5, 100);
        cluster.produce(generator.outcomes(20_000).stream()
                .map(outcome -> events.raw(
                        topics.confidence(),
                        outcome.patternId(),
                        events.encoder().encode(outcome)))
                .toList());
        cluster.produce(generator.outcomes(5).stream()
                .map(outcome -> events.raw(
                        topics.priority(), outcome.patternId(), events.encoder().encode(outcome)))
                .toList());
        ProcessorConfig config =
                Live.config(cluster, topics, dataDir).withWindow(Duration.ofSeconds(30), Duration.ofSeconds(5), 100);
        try (Processor processor = Live.start(config)) {
            Live.awaitConsumed(cluster, config, 20_005);
            assertThat(processor.failure()).isNull();
        }
        int overtaken = (int) ledgerRows(topics, topics.priority()).stream()
                .takeWhile(row -> row.consumed() < 5)
                .count();
        // What one fetch brings of the backlog may come first.
        assertThat(ledgerRows(topics, topics.confidence()).get(overtaken).consumed())
                .isLessThanOrEqualTo(7_000);
    }

    @Test
    void shouldHoldBackABacklogWhileSomethingUrgentComes() {
        TopicCatalogue topics = cluster.freshTopics(1);
        EventRecords events = cluster.events(topics);
        EventGenerator generator = new EventGenerator(6, 1_000);
        int backlog = 400_000;
        cluster.produce(generator.outcomes(backlog).stream()
                .map(outcome -> events.raw(
                        topics.confidence(),
                        outcome.patternId(),
                        events.encoder().encode(outcome)))
                .toList());
        Outcome first = generator.outcomes(1).get(0);
        cluster.produce(List.of(events.raw(
                topics.priority(), first.patternId(), events.encoder().encode(urgent(first)))));
        ProcessorConfig config = Live.config(cluster, topics, dataDir)
                .withWindow(Duration.ofSeconds(1), Duration.ofMillis(20), 1_000_000);
        try (Processor processor = Live.start(config)) {
            Live.awaitConsumed(cluster, config, backlog + 1L);
            assertThat(processor.failure()).isNull();
        }

        List<LedgerRow> rows = ledgerRows(topics, topics.confidence());
        long urgentAtMs = ledgerRows(topics, topics.priority()).stream()
                .filter(row -> row.consumed() > 0)
                .findFirst()
                .orElseThrow()
                .windowClosedMs();
        List<Long> consumed = rows.stream()
                .filter(row -> row.windowClosedMs() < urgentAtMs + 1_500)
                .map(LedgerRow::consumed)
                .toList();
        assertThat(consumed).hasSizeGreaterThan(2);
        for (int i = 1; i < consumed.size(); i++) {
            // What was polled when the measure was full, and what the task had before it, comes on top.
            assertThat(consumed.get(i) - consumed.get(i - 1)).isLessThanOrEqualTo(32_000);
        }
    }

    private static Outcome urgent(Outcome outcome) {
        return new Outcome(
                outcome.patternId(),
                outcome.result(),
                outcome.weight(),
                outcome.occurredAtMs(),
                null,
                null,
                Priority.CRITICAL);
    }

    private Written process(List<Outcome> outcomes, KeyPartition partitioning, Path directory) {
        TopicCatalogue topics = cluster.freshTopics(3);
        EventRecords events = cluster.events(topics).partitionedBy(partitioning);
        ProcessorConfig config = Live.config(cluster, topics, directory);
        try (Processor processor = Live.start(config)) {
            cluster.produce(outcomes.stream().map(events::record).toList());
            Written written = Live.awaitConsumed(cluster, config, outcomes.size());
            assertThat(processor.failure()).isNull();
            return written;
        }
    }

    private TopicCatalogue anyTopics() {
        return new TopicCatalogue("any", "any", 1);
    }

    private void awaitBody(TopicCatalogue topics, String id) {
        await().atMost(Live.PATIENCE)
                .untilAsserted(() -> assertThat(cluster.latest(topics.bodies())).containsKey(id));
    }

    /** The text of a body, once it is known to be that of the recipe. */
    private static Encoded text(Map<String, byte[]> bodies, String id, int number) {
        StoredBody body = (StoredBody) BodyFormat.decode(requireNonNull(bodies.get(id)));
        String key = body.dictionaryKey();
        assertThat(BodyCodec.decode(
                        id, body.with(key == null ? null : Dictionary.decode(key, requireNonNull(bodies.get(key))))))
                .isEqualTo(recipe(id, number));
        return body.text();
    }

    private static Pattern recipe(String id, int number) {
        String[] words = {"retry", "timeout", "the request", "after a pause", "cache", "index", "plan", "call"};
        Random random = new Random(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            text.append(words[random.nextInt(words.length)]).append(i % 9 == 0 ? ". " : " ");
        }
        return Pattern.ofText(id, "recipe", text.toString());
    }

    private Map<String, Long> bodies(TopicCatalogue topics) {
        return cluster.consumeAll(topics.bodies(), true).stream()
                .collect(Collectors.groupingBy(record -> text(record.key()), Collectors.counting()));
    }

    private List<LedgerRow> ledgerRows(TopicCatalogue topics, String source) {
        return cluster.consumeAll(topics.evidenceChangelog(), true).stream()
                .filter(record -> text(record.key()).equals(LedgerRow.key(source)))
                .map(record -> dev.credence.core.ledger.LedgerFormat.decode(record.value()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
