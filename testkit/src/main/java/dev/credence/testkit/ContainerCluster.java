package dev.credence.testkit;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The broker's official image by way of Testcontainers, with the settings that the embedded broker has where tests can
 * tell.
 */
final class ContainerCluster {
    /** The one place that names the image; {@code -Dcredence.test.kafka.image=…} takes another one. */
    private static final String IMAGE = "apache/kafka:4.3.1";

    private static final String IMAGE_PROPERTY = "credence.test.kafka.image";

    private ContainerCluster() {}

    static KafkaCluster start() {
        KafkaContainer broker = new KafkaContainer(DockerImageName.parse(System.getProperty(IMAGE_PROPERTY, IMAGE))
                        .asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(4 << 20))
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
        broker.start();
        return new OwnedCluster(ScratchDirectory.create(), broker.getBootstrapServers(), broker::stop);
    }
}
