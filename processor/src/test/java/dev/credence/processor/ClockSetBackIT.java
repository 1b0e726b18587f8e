package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Outcome;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.window.StreamThreads;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a processor does once it is told of it; that it would hang else is shown by {@code credence chaos --only clock}. */
@WithKafka
class ClockSetBackIT {
    private final KafkaCluster cluster;
    private final AtomicInteger inputs = new AtomicInteger();
    private final AtomicReference<StreamThreads> threads = new AtomicReference<>();

    @TempDir
    Path dataDir;

    ClockSetBackIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldGoOnWithOtherClients() {
        TopicCatalogue topics = cluster.freshTopics(2);
        EventRecords events = cluster.events(topics);
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        List<Outcome> outcomes = new EventGenerator(4, 50).outcomes(2_000);
        try (Processor processor = Processor.start(config, new SimpleMeterRegistry(), this::counted)) {
            await().atMost(Live.PATIENCE).until(processor::ready);
            int before = inputs.get();
            cluster.produce(
                    outcomes.subList(0, 1_000).stream().map(events::record).toList());
            Live.awaitConsumed(cluster, config, 1_000);

            Objects.requireNonNull(threads.get()).clockWasSetBack();
            cluster.produce(
                    outcomes.subList(1_000, 2_000).stream().map(events::record).toList());

            await().dontCatchUncaughtExceptions().atMost(Live.PATIENCE).until(() -> inputs.get() == 2 * before);
            Written written = Live.awaitConsumed(cluster, config, outcomes.size());
            assertThat(written.evidence()).isEqualTo(Written.foldOf(outcomes, config.halfLives()));
            assertThat(processor.failure()).isNull();
        }
    }

    private KafkaClientSupplier counted(KafkaClientSupplier clients) {
        threads.set((StreamThreads) clients);
        return new WrappedClients(clients, UnaryOperator.identity(), UnaryOperator.identity(), this::counted);
    }

    private Consumer<byte[], byte[]> counted(Consumer<byte[], byte[]> consumer) {
        inputs.incrementAndGet();
        return consumer;
    }
}
