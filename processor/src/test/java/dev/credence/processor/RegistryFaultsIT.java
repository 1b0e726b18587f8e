package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import dev.credence.processor.FaultyRegistry.Fault;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fate of records while their registry is unwell: one processor goes through it all. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryFaultsIT {
    private final KafkaCluster cluster;
    private final TopicCatalogue topics;
    private final EventRecords events;
    private final FaultyRegistry registry;
    private final Processor processor;

    RegistryFaultsIT(KafkaCluster cluster, @TempDir Path dataDir) throws Exception {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(1);
        this.events = cluster.events(topics);
        this.registry = new FaultyRegistry(cluster.registryUrl());
        this.processor =
                Live.start(impatient(Live.config(cluster.bootstrapServers(), registry.url(), topics, dataDir)));
    }

    @BeforeAll
    void readOne() {
        cluster.produce(List.of(record(events.schemas().confidence(), "first")));
        awaitApplied("first");
    }

    @AfterAll
    void stop() {
        processor.close();
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitAndLoseNothingWhileTheRegistryIs(Fault fault) throws Exception {
        int unseen = register(topics.confidence() + "-value", worded(fault.name()));
        registry.arm(fault);
        cluster.produce(List.of(
                record(unseen, "waits:" + fault), record(events.schemas().confidence(), "behind:" + fault)));

        await().atMost(Live.PATIENCE)
                .during(Duration.ofMillis(200))
                .until(() -> (fault == Fault.DOWN || registry.refused() >= 2) && !isApplied("behind:" + fault));
        assertThat(isApplied("waits:" + fault)).isFalse();
        registry.heal();

        awaitApplied("waits:" + fault);
        awaitApplied("behind:" + fault);
        assertThat(deadLetters()).noneMatch(letter -> key(letter).endsWith(fault.name()));
        assertThat(processor.failure()).isNull();
    }

    @Test
    void shouldDeadLetterWhatARegistryThatIsWellDoesNotKnow() {
        assertDeadLettered(record(9_999_999, "nobodys"), "unknown-schema");
    }

    @Test
    void shouldDeadLetterWhatWasWrittenWithTheSchemaOfSomethingElse() throws Exception {
        assertDeadLettered(record(events.schemas().patterns(), "a-pattern"), "schema-mismatch");
        assertDeadLettered(
                record(register(topics.prefix() + "-stranger", new AvroSchema("\"string\"")), "a-string"),
                "schema-mismatch");
    }

    private void assertDeadLettered(ProducerRecord<byte[], byte[]> record, String reason) {
        String after = "after:" + new String(record.key(), StandardCharsets.UTF_8);
        cluster.produce(List.of(record, record(events.schemas().confidence(), after)));
        awaitApplied(after);
        assertThat(deadLetters())
                .filteredOn(letter -> java.util.Arrays.equals(letter.key(), record.key()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(record.value()))
                .satisfies(letter -> assertThat(
                                letter.headers().lastHeader(DeadLetter.REASON).value())
                        .asString()
                        .isEqualTo(reason));
    }

    private ProducerRecord<byte[], byte[]> record(int schemaId, String id) {
        byte[] value = events.encoder().encode(Outcome.of(id, Result.SUCCESS, Fixtures.T0));
        ByteBuffer.wrap(value).putInt(1, schemaId);
        return events.raw(topics.confidence(), id, value);
    }

    private int register(String subject, AvroSchema schema) throws Exception {
        try (CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(cluster.registryUrl(), 10)) {
            return client.register(subject, schema);
        }
    }

    /** The same contract under an id of its own. */
    private AvroSchema worded(String doc) {
        return new AvroSchema(EventSchemas.confidence()
                .toString()
                .replaceFirst("\"doc\":\"[^\"]*\"", "\"doc\":\"" + topics.prefix() + " " + doc + "\""));
    }

    private void awaitApplied(String id) {
        await().atMost(Live.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> isApplied(id));
    }

    private boolean isApplied(String id) {
        return cluster.latest(topics.evidenceChangelog()).containsKey(id);
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return cluster.consumeAll(topics.deadLetter(), true);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static ProcessorConfig impatient(ProcessorConfig config) {
        return new ProcessorConfig(
                config.bootstrapServers(),
                config.kafka(),
                config.registryUrl(),
                Map.of("http.read.timeout.ms", "300"),
                config.topics(),
                config.halfLives(),
                config.window(),
                config.idle(),
                config.batchMaxEvents(),
                config.cacheRows(),
                config.rocksDb(),
                config.dataDir(),
                config.threads(),
                config.codec());
    }
}
