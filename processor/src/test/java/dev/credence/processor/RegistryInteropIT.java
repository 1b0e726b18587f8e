package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.Registries;
import dev.credence.testkit.RegistryMaker;
import dev.credence.testkit.WithKafka;
import dev.credence.testkit.WithRegistries;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs with Confluent's serializers beside a processor, through each registry: the table in docs/interop.md. */
@WithKafka
@WithRegistries
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryInteropIT {
    @TempDir
    static Path dataDir;

    private final KafkaCluster cluster;
    private final Registries registries;
    private final Map<RegistryMaker, Generations> processed = new EnumMap<>(RegistryMaker.class);

    RegistryInteropIT(KafkaCluster cluster, Registries registries) {
        this.cluster = cluster;
        this.registries = registries;
    }

    @ParameterizedTest
    @EnumSource
    void shouldApplyWhatConfluentsSerializerWrites(RegistryMaker maker) {
        assertThat(evidenceOf("current", maker)).isEqualTo(fold(Generations.CURRENT));
        assertThat(cluster.latest(generations(maker).topics().bodies()))
                .containsKeys(Fixtures.PATTERNS.stream().map(Pattern::id).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void shouldApplyWhatAnOlderProducerWrites(RegistryMaker maker) {
        assertThat(evidenceOf("older", maker)).isEqualTo(fold(Generations.OLDER));
    }

    @ParameterizedTest
    @EnumSource
    void shouldApplyWhatANewerProducerWrites(RegistryMaker maker) {
        assertThat(evidenceOf("newer", maker)).isEqualTo(fold(Generations.NEWER));
    }

    @ParameterizedTest
    @EnumSource
    void shouldApplyWhatCredenceWritesBesideOtherGenerations(RegistryMaker maker) {
        assertThat(evidenceOf("ours", maker)).isEqualTo(fold(Generations.OURS));
        assertThat(generations(maker).written().applied()).isEqualTo(Generations.OUTCOMES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteWhatConfluentsDeserializerReads(RegistryMaker maker) {
        TopicCatalogue topics = cluster.freshTopics(1);
        ConfluentProgram program = new ConfluentProgram(cluster, registries.url(maker));
        EventRecords ours = EventRecords.of(registries.url(maker), topics);
        cluster.produce(Fixtures.PATTERNS.stream().map(ours::record).toList());
        cluster.produce(Fixtures.OUTCOMES.stream().map(ours::record).toList());

        assertThat(program.read(topics.patterns(), EventSchemas.pattern()))
                .containsExactlyElementsOf(ConfluentProgram.patterns(Fixtures.PATTERNS, ours));
        assertThat(program.read(topics.confidence(), EventSchemas.confidence()))
                .containsExactlyElementsOf(ConfluentProgram.outcomes(
                        Fixtures.OUTCOMES.stream()
                                .filter(outcome -> !outcome.priority().overtakes())
                                .toList(),
                        ours));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteWhatConsumersOfAnotherVersionRead(RegistryMaker maker) {
        TopicCatalogue topics = cluster.freshTopics(1);
        ConfluentProgram program = new ConfluentProgram(cluster, registries.url(maker));
        cluster.produce(List.of(EventRecords.of(registries.url(maker), topics).record(Fixtures.LABELLED)));

        GenericRecord older = program.read(topics.confidence(), Versions.OLDER).get(0);
        GenericRecord newer = program.read(topics.confidence(), Versions.NEWER).get(0);
        assertThat(older.get("pattern_id")).hasToString(Fixtures.LABELLED.patternId());
        assertThat(newer.get("weight")).isEqualTo(Fixtures.LABELLED.weight());
        assertThat(newer.get("labels")).isEqualTo(Map.of());
    }

    private synchronized Generations generations(RegistryMaker maker) {
        return processed.computeIfAbsent(
                maker, one -> Generations.process(cluster, registries.url(one), dataDir.resolve(one.name())));
    }

    private Map<String, Evidence> evidenceOf(String generation, RegistryMaker maker) {
        Map<String, Evidence> own = new TreeMap<>(generations(maker).written().evidence());
        own.keySet().removeIf(id -> !id.startsWith(generation + ":"));
        return own;
    }

    private static Map<String, Evidence> fold(List<Outcome> outcomes) {
        return Written.foldOf(outcomes, HalfLives.DEFAULT);
    }
}
