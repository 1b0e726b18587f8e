package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.evidence.HalfLifeChangedException;
import dev.credence.processor.ledger.RecreatedTopicException;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSetupException;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.schemas.topic.Topics;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class StartupIT {
    private static final int OUTCOMES = 1_000;

    private final KafkaCluster cluster;
    private final List<Outcome> outcomes = new EventGenerator(11, 50).outcomes(OUTCOMES);

    @TempDir
    Path dataDir;

    StartupIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldGoOnAtTheLedgerWhenTheGroupsOffsetsAreDeleted() throws Exception {
        ProcessorConfig config = processedAndForgotten();
        TopicCatalogue topics = config.topics();

        try (Processor processor = Live.start(config)) {
            publishOutcomes(topics);
            Written written = Live.awaitConsumed(cluster, config, 2 * OUTCOMES);

            List<Outcome> twice = java.util.stream.Stream.concat(outcomes.stream(), outcomes.stream())
                    .toList();
            assertThat(written.evidence()).isEqualTo(Written.foldOf(twice, config.halfLives()));
            assertThat(written.applied()).isEqualTo(2 * OUTCOMES);
            assertThat(processor.failure()).isNull();
        }
    }

    /** A coordinator was seen to lose a group's offsets as its broker started, and not the members. */
    @Test
    void shouldGiveUpItsOwnPlacesWhenTheGroupTakesNoOffsetsForThem() throws Exception {
        ProcessorConfig config = processedAndForgotten();
        TopicCatalogue topics = config.topics();
        leavePlace(topics, Files.readString(dataDir.resolve("instance.id")).strip() + "-1");
        publishOutcomes(topics);

        try (Processor processor = Live.start(config)) {
            assertThat(Live.awaitConsumed(cluster, config, 2 * OUTCOMES).applied())
                    .isEqualTo(2 * OUTCOMES);
            assertThat(processor.failure()).isNull();
        }
    }

    /** As an operator's reset would. */
    @Test
    void shouldReadWhatTheGroupsOffsetsHavePassedOverWhenNothingFollows() throws Exception {
        ProcessorConfig config = processedAndForgotten();
        TopicCatalogue topics = config.topics();
        publishOutcomes(topics);
        List<Pattern> patterns = new EventGenerator(12, 50).patterns();
        EventRecords events = cluster.events(topics);
        cluster.produce(patterns.stream().map(events::record).toList());
        setOffsets(topics, OffsetSpec.latest());

        try (Processor processor = Live.start(config)) {
            assertThat(Live.awaitConsumed(cluster, config, 2 * OUTCOMES).applied())
                    .isEqualTo(2 * OUTCOMES);
            await().atMost(Live.PATIENCE)
                    .until(() -> cluster.latest(topics.bodies())
                            .keySet()
                            .containsAll(patterns.stream().map(Pattern::id).toList()));
            assertThat(processor.failure()).isNull();
        }
    }

    /** What lies before the ledger's end would be refused record by record, as long as the log is. */
    @Test
    void shouldNotReadAgainWhatTheLedgerHasWhenTheGroupsOffsetsLieBehindIt() throws Exception {
        ProcessorConfig config = processedAndForgotten();
        TopicCatalogue topics = config.topics();
        setOffsets(topics, OffsetSpec.earliest());
        publishOutcomes(topics);

        try (Processor processor = Live.start(config)) {
            Written written = Live.awaitConsumed(cluster, config, 2 * OUTCOMES);

            assertThat(written.applied()).isEqualTo(2 * OUTCOMES);
            assertThat(written.consumed()).isEqualTo(2 * OUTCOMES);
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldReadWhatRetentionLeftOfWhatTheGroupsOffsetsHavePassedOver() throws Exception {
        int left = 5;
        ProcessorConfig config = processedAndForgotten();
        TopicCatalogue topics = config.topics();
        publishOutcomes(topics);
        Map<TopicPartition, RecordsToDelete> taken = new HashMap<>();
        setOffsets(topics, OffsetSpec.latest()).forEach((source, end) -> {
            if (!source.topic().equals(topics.patterns())) {
                taken.put(source, RecordsToDelete.beforeOffset(end.offset() - left));
            }
        });
        cluster.admin().deleteRecords(taken).all().get(30, TimeUnit.SECONDS);

        try (Processor processor = Live.start(config)) {
            int read = OUTCOMES + left * taken.size();
            assertThat(Live.awaitConsumed(cluster, config, read).applied()).isEqualTo(read);
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldRefuseARecreatedTopicByName() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        processOutcomes(config);
        recreate(topics, topics.confidence());

        assertThatThrownBy(() -> startUntilFailed(config))
                .isInstanceOf(RecreatedTopicException.class)
                .hasMessageContaining("topic " + topics.confidence() + " was deleted and created again")
                .hasMessageContaining("another application.id");
    }

    @Test
    void shouldStopWithARecreatedTopicsNameWhileItRuns() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        processOutcomes(config);
        try (Processor processor = Live.start(config)) {
            recreate(topics, topics.confidence());

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(processor.failure())
                            .isInstanceOf(RecreatedTopicException.class)
                            .hasMessageContaining("topic " + topics.confidence() + " was deleted and created again"));
        }
    }

    @Test
    void shouldRefuseChangelogsThatHaveFewerPartitionsAndGoOnWithAsMany() throws Exception {
        TopicCatalogue two = cluster.freshTopics(2);
        processOutcomes(Live.config(cluster, two, dataDir));
        TopicCatalogue topics = new TopicCatalogue(two.prefix(), two.applicationId(), 3);
        partitions(topics, topics.specs((short) 1).stream().map(TopicSpec::name).toList());
        ProcessorConfig config = Live.config(cluster, topics, dataDir);

        assertThatThrownBy(() -> Live.start(config))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has 2 partitions, but " + topics.confidence() + " has 3")
                .hasMessageContaining("--partitions 3");

        partitions(topics, List.of(topics.evidenceChangelog(), topics.patternStoreChangelog()));
        publishOutcomes(topics);
        try (Processor processor = Live.start(config)) {
            Live.awaitConsumed(cluster, config, 2 * OUTCOMES);
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldRefuseADataDirectoryOnWhichAnotherRuns() {
        ProcessorConfig config = Live.config(cluster, cluster.freshTopics(1), dataDir);
        try (Processor first = Live.start(config)) {
            assertThatThrownBy(() -> Live.start(config))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another processor runs on the data directory " + dataDir);
            assertThat(first.failure()).isNull();
        }
        Live.start(config).close();
    }

    /** As many as {@code topics} says. */
    private void partitions(TopicCatalogue topics, List<String> names) throws Exception {
        Map<String, NewPartitions> more = new HashMap<>();
        names.forEach(name -> more.put(name, NewPartitions.increaseTo(topics.partitions())));
        cluster.admin().createPartitions(more).all().get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.describe(cluster.admin(), names).values().stream()
                        .allMatch(state -> state.partitions() == topics.partitions()));
    }

    @Test
    void shouldRefuseUnequalPartitionCounts() throws Exception {
        TopicCatalogue topics = new TopicCatalogue(cluster.freshPrefix(), cluster.freshPrefix(), 2);
        cluster.admin()
                .createTopics(List.of(new NewTopic(topics.priority(), 3, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get(30, TimeUnit.SECONDS);
        Topics.createMissing(cluster.admin(), topics, (short) 1);

        assertThatThrownBy(() -> Live.start(Live.config(cluster, topics, dataDir)))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("partitions");
    }

    @Test
    void shouldRefuseAnEventTopicWithCreateTime() throws Exception {
        TopicCatalogue topics = new TopicCatalogue(cluster.freshPrefix(), cluster.freshPrefix(), 1);
        cluster.admin()
                .createTopics(List.of(new NewTopic(topics.confidence(), 1, (short) 1)
                        .configs(Map.of("message.timestamp.type", "CreateTime"))))
                .all()
                .get(30, TimeUnit.SECONDS);
        Topics.createMissing(cluster.admin(), topics, (short) 1);

        assertThatThrownBy(() -> Live.start(Live.config(cluster, topics, dataDir)))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("LogAppendTime");
    }

    @Test
    void shouldStopWhenAStoredRowHasAnotherHalfLife() {
        TopicCatalogue topics = cluster.freshTopics(2);
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        processOutcomes(config);

        ProcessorConfig changed =
                config.withHalfLives(HalfLives.ofAll(Duration.ofDays(7).toMillis()));
        assertThatThrownBy(() -> startUntilFailed(changed))
                .isInstanceOf(HalfLifeChangedException.class)
                .hasMessageContaining("half.life");
    }

    private void publishOutcomes(TopicCatalogue topics) {
        EventRecords events = cluster.events(topics);
        cluster.produce(outcomes.stream().map(events::record).toList());
    }

    private void processOutcomes(ProcessorConfig config) {
        publishOutcomes(config.topics());
        try (Processor processor = Live.start(config)) {
            Live.awaitConsumed(cluster, config, OUTCOMES);
            assertThat(processor.failure()).isNull();
        }
    }

    /** Fresh topics that were processed once, of a group that has neither members nor offsets any more. */
    private ProcessorConfig processedAndForgotten() throws Exception {
        ProcessorConfig config = Live.config(cluster, cluster.freshTopics(2), dataDir);
        processOutcomes(config);
        forgetGroup(config.topics());
        return config;
    }

    private static void startUntilFailed(ProcessorConfig config) throws Throwable {
        try (Processor processor = Live.start(config)) {
            await().atMost(Live.PATIENCE).until(() -> processor.failure() != null);
            throw java.util.Objects.requireNonNull(processor.failure());
        }
    }

    /** The group keeps the closed instance's place; offsets are only deleted when it has none. */
    private void forgetGroup(TopicCatalogue topics) throws Exception {
        cluster.admin()
                .removeMembersFromConsumerGroup(topics.applicationId(), new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get(30, TimeUnit.SECONDS);
        cluster.admin()
                .deleteConsumerGroups(List.of(topics.applicationId()))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    /** For longer than a start waits. A static member that closes does not leave. */
    private void leavePlace(TopicCatalogue topics, String place) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                topics.applicationId(),
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                place,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                120_000,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(topics.confidence()));
            await().atMost(Live.PATIENCE).until(() -> {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty();
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> setOffsets(TopicCatalogue topics, OffsetSpec to) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (String source : topics.sources()) {
            for (int partition = 0; partition < topics.partitions(); partition++) {
                TopicPartition at = new TopicPartition(source, partition);
                offsets.put(
                        at,
                        new OffsetAndMetadata(cluster.admin()
                                .listOffsets(Map.of(at, to))
                                .partitionResult(at)
                                .get(30, TimeUnit.SECONDS)
                                .offset()));
            }
        }
        cluster.admin()
                .alterConsumerGroupOffsets(topics.applicationId(), offsets)
                .all()
                .get(30, TimeUnit.SECONDS);
        return offsets;
    }

    private void recreate(TopicCatalogue topics, String topic) throws Exception {
        cluster.admin().deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        await().atMost(Live.PATIENCE)
                .until(() -> Topics.describe(cluster.admin(), List.of(topic)).isEmpty());
        await().atMost(Live.PATIENCE).ignoreExceptions().until(() -> {
            cluster.createTopics(topics);
            return Topics.describe(cluster.admin(), List.of(topic)).containsKey(topic);
        });
    }
}
