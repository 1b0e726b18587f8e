package dev.credence.testkit;

import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The broker's official image by way of Testcontainers, with the settings that the embedded broker has where tests can
 * tell; the registry is ours.
 */
final class ContainerCluster implements KafkaCluster {
    /** The one place that names the image; {@code -Dcredence.test.kafka.image=…} takes another one. */
    private static final String IMAGE = "apache/kafka:4.3.1";

    private static final String IMAGE_PROPERTY = "credence.test.kafka.image";

    private final ScratchDirectory data;
    private final KafkaContainer broker;
    private final RegistryEndpoint registry;
    private final KafkaCluster clients;

    private ContainerCluster(ScratchDirectory data, KafkaContainer broker, RegistryEndpoint registry) {
        this.data = data;
        this.broker = broker;
        this.registry = registry;
        this.clients = KafkaCluster.at(broker.getBootstrapServers(), registry.url());
    }

    static ContainerCluster start() {
        KafkaContainer broker = new KafkaContainer(DockerImageName.parse(System.getProperty(IMAGE_PROPERTY, IMAGE))
                        .asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(4 << 20))
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
        broker.start();
        ScratchDirectory data = ScratchDirectory.create();
        RegistryEndpoint registry =
                RegistryEndpoint.start(new RegistryOptions(0, data.path().resolve("registry.json")));
        return new ContainerCluster(data, broker, registry);
    }

    @Override
    public String bootstrapServers() {
        return clients.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return clients.registryUrl();
    }

    @Override
    public Admin admin() {
        return clients.admin();
    }

    @Override
    public void close() {
        clients.close();
        registry.close();
        broker.stop();
        data.close();
    }
}
