package dev.credence.ingest.publish;

import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.testkit.KafkaCluster;
import java.nio.file.Path;

/** A broker and a registry of one test class, which may stop them as it likes. */
public final class OwnCluster extends PublisherCluster implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryEndpoint registry;
    private final KafkaCluster clients;

    private OwnCluster(EmbeddedBroker broker, RegistryEndpoint registry, KafkaCluster clients) {
        super(clients);
        this.broker = broker;
        this.registry = registry;
        this.clients = clients;
    }

    public static OwnCluster start(Path directory) {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka")));
        RegistryEndpoint registry = RegistryEndpoint.start(new RegistryOptions(0, directory.resolve("registry.json")));
        return new OwnCluster(broker, registry, KafkaCluster.at(broker.bootstrapServers(), registry.url()));
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    @Override
    public void close() {
        clients.close();
        registry.close();
        broker.close();
    }
}
