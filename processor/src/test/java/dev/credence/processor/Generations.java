package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs of three generations and Credence itself write to one set of topics, under BACKWARD; one processor reads it
 * all.
 *
 * @param written what the processor made of it
 */
record Generations(TopicCatalogue topics, Written written) {
    private static final int EACH = 200;

    /** What no generation but the first has is left at its default, as in {@link Versions#OLDER}. */
    static final List<Outcome> OLDER = of("older").stream()
            .map(outcome -> Outcome.of(outcome.patternId(), outcome.result(), outcome.occurredAtMs()))
            .toList();

    static final List<Outcome> CURRENT = of("current");
    static final List<Outcome> NEWER = of("newer");
    static final List<Outcome> OURS = of("ours");
    static final int OUTCOMES = 4 * EACH;

    static Generations process(KafkaCluster cluster, String registryUrl, Path dataDir) {
        TopicCatalogue topics = cluster.freshTopics(2);
        ConfluentProgram program = new ConfluentProgram(cluster, registryUrl);
        program.write(topics.confidence(), Versions.older(OLDER.subList(0, EACH / 2)));
        requireBackward(registryUrl, topics.confidence() + "-value");
        EventRecords ours = EventRecords.of(registryUrl, topics); // as Credence does when it is upgraded
        program.write(topics.patterns(), ConfluentProgram.patterns(Fixtures.PATTERNS, ours));
        program.write(topics.confidence(), ConfluentProgram.outcomes(CURRENT, ours));
        program.write(topics.confidence(), Versions.newer(NEWER));
        program.write(topics.confidence(), Versions.older(OLDER.subList(EACH / 2, EACH)));
        EventRecords again = EventRecords.of(registryUrl, topics); // as a Credence that is not the newest does
        assertThat(again.schemas()).isEqualTo(ours.schemas());
        cluster.produce(OURS.stream().map(again::record).toList());
        return new Generations(topics, processed(cluster, registryUrl, topics, dataDir));
    }

    private static Written processed(KafkaCluster cluster, String registryUrl, TopicCatalogue topics, Path dataDir) {
        ProcessorConfig config = Live.config(cluster.bootstrapServers(), registryUrl, topics, dataDir);
        try (Processor processor = Live.start(config)) {
            Written written = Live.awaitConsumed(cluster, config, OUTCOMES);
            await().atMost(Live.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(cluster.latest(topics.bodies())).hasSizeGreaterThan(Fixtures.PATTERNS.size()));
            assertThat(processor.failure()).isNull();
            return written;
        }
    }

    /** Not every registry begins with it. */
    private static void requireBackward(String registryUrl, String subject) {
        try (CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(registryUrl, 10)) {
            client.updateCompatibility(subject, "BACKWARD");
            assertThat(client.testCompatibility(subject, new AvroSchema(Versions.NEWER)))
                    .isTrue();
            assertThat(client.testCompatibility(subject, new AvroSchema(Versions.UNREADABLE)))
                    .isFalse();
        } catch (IOException | RestClientException e) {
            throw new AssertionError("compatibility of " + subject + " could not be set", e);
        }
    }

    private static List<Outcome> of(String generation) {
        return new EventGenerator(generation.hashCode(), 20)
                .outcomes(EACH).stream()
                        .map(outcome -> new Outcome(
                                generation + ":" + outcome.patternId(),
                                outcome.result(),
                                outcome.weight(),
                                outcome.occurredAtMs(),
                                outcome.eventId(),
                                outcome.source(),
                                outcome.priority()))
                        .toList();
    }
}
