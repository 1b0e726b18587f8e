package dev.credence.testkit;

import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import org.apache.kafka.clients.admin.Admin;

/** Broker and registry that Credence brings along, on data that goes away with them. */
final class EmbeddedCluster implements KafkaCluster {
    private final ScratchDirectory data;
    private final EmbeddedBroker broker;
    private final RegistryEndpoint registry;
    private final KafkaCluster clients;

    private EmbeddedCluster(ScratchDirectory data, EmbeddedBroker broker, RegistryEndpoint registry) {
        this.data = data;
        this.broker = broker;
        this.registry = registry;
        this.clients = KafkaCluster.at(broker.bootstrapServers(), registry.url());
    }

    static EmbeddedCluster start() {
        ScratchDirectory data = ScratchDirectory.create();
        EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerOptions.in(data.path().resolve("kafka")));
        RegistryEndpoint registry =
                RegistryEndpoint.start(new RegistryOptions(0, data.path().resolve("registry.json")));
        return new EmbeddedCluster(data, broker, registry);
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
        broker.close();
        data.close();
    }
}
