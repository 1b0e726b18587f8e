package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.processor.StalledCommits.Stall;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that falls silent inside a commit of a stream thread. */
class StalledBrokerIT {
    /** A user's wish, which would make a commit give up in each of the stalls. */
    private static final String USERS_PATIENCE_MS = "2000";

    private static final Duration SHORT = Duration.ofSeconds(3);
    /** Longer than the transaction's timeout and the session's: ends in fencing. */
    private static final Duration LONG = Duration.ofSeconds(11);

    /**
     * The broker is fenced in each stall, and refuses what clients that gave up had left in its sockets. One that is not
     * takes such a late write for the start of a transaction, which then hangs: one stall of ten in Kafka 4.3, where a
     * user forces a patience that the processor would not have.
     */
    private static final Map<String, String> SHORT_SESSION = Map.of("broker.session.timeout.ms", "1500");

    private static final int OUTCOMES = 24_000;

    @TempDir
    static Path data;

    private static EmbeddedBroker broker;
    private static RegistryEndpoint registry;
    private static KafkaCluster cluster;

    @BeforeAll
    static void startCluster() {
        broker = EmbeddedBroker.start(BrokerOptions.in(data.resolve("kafka")).withServer(SHORT_SESSION));
        registry = RegistryEndpoint.start(new RegistryOptions(0, data.resolve("registry.json")));
        cluster = KafkaCluster.at(broker.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldWaitWhenTheBrokerStallsInsideCommitsForLongerThanTheUserWould() {
        List<String> gaveUp = countEachOutcomeOnce(
                Map.of(),
                new Stall("commitTransaction", SHORT),
                new Stall("sendOffsetsToTransaction", SHORT),
                new Stall("commitTransaction", LONG));

        assertThat(gaveUp).isEmpty();
    }

    @Test
    void shouldCountEachOutcomeOnceWhenCommitsGiveUpAllTheSame() {
        List<String> gaveUp = countEachOutcomeOnce(
                Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, USERS_PATIENCE_MS),
                new Stall("sendOffsetsToTransaction", SHORT),
                new Stall("commitTransaction", SHORT));

        assertThat(gaveUp).isNotEmpty();
    }

    /** Returns the stalled steps that gave up. */
    private static List<String> countEachOutcomeOnce(Map<String, Object> forced, Stall... planned) {
        TopicCatalogue topics = cluster.freshTopics(2);
        EventRecords events = cluster.events(topics);
        List<Outcome> outcomes = new EventGenerator(1, 500).outcomes(OUTCOMES);
        cluster.produce(outcomes.stream().map(events::record).toList());
        ProcessorConfig config = Live.config(cluster, topics, data.resolve(topics.applicationId()))
                .withKafka(Map.of("producer.max.block.ms", USERS_PATIENCE_MS))
                // Small batches: many commits.
                .withWindow(Duration.ofMillis(50), Duration.ofMillis(20), 500);
        try (StalledCommits stalls = new StalledCommits(broker, List.of(planned));
                Processor processor = Processor.start(
                        config,
                        new SimpleMeterRegistry(),
                        clients -> new WrappedClients(
                                clients, settings -> with(settings, forced), stalls::of, UnaryOperator.identity()))) {
            await().dontCatchUncaughtExceptions().atMost(Live.PATIENCE).until(stalls::over);
            Written written = Live.awaitConsumed(cluster, config, OUTCOMES);

            assertThat(written.evidence()).isEqualTo(Written.foldOf(outcomes, config.halfLives()));
            assertThat(written.applied()).isEqualTo(OUTCOMES);
            assertThat(processor.failure()).isNull();
            return stalls.gaveUp();
        }
    }

    private static Map<String, Object> with(Map<String, Object> settings, Map<String, Object> forced) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(forced);
        return all;
    }
}
