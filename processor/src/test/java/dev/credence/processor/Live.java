package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Processors on a real broker. */
final class Live {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Live() {}

    static ProcessorConfig config(KafkaCluster cluster, TopicCatalogue topics, Path dataDir) {
        return config(cluster.bootstrapServers(), cluster.registryUrl(), topics, dataDir);
    }

    static ProcessorConfig config(String bootstrapServers, String registryUrl, TopicCatalogue topics, Path dataDir) {
        return ProcessorConfig.of(bootstrapServers, registryUrl, topics, dataDir)
                .withWindow(Duration.ofMillis(200), Duration.ofMillis(20), 1_000_000);
    }

    static Processor start(ProcessorConfig config) {
        return Processor.start(config, new SimpleMeterRegistry());
    }

    /** Waits until the ledgers of the confidence topics add up to {@code records}, and returns what was written. */
    static Written awaitConsumed(KafkaCluster cluster, ProcessorConfig config, long records) {
        // A stream thread that is replaced ends with its exception; whether the processor failed is asked of it.
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(Written.evidenceOf(cluster, config).consumed())
                                .isGreaterThanOrEqualTo(records));
        return Written.evidenceOf(cluster, config);
    }

    /** The committed dead letters, as soon as they are so many. */
    static List<ConsumerRecord<byte[], byte[]>> awaitLetters(KafkaCluster cluster, TopicCatalogue topics, int count) {
        return await().atMost(PATIENCE)
                .until(() -> cluster.consumeAll(topics.deadLetter(), true), letters -> letters.size() >= count);
    }
}
