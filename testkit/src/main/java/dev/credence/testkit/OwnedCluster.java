package dev.credence.testkit;

import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import org.apache.kafka.clients.admin.Admin;

/** A broker that was started for the tests, with a registry of ours beside it; closing it ends both. */
final class OwnedCluster implements KafkaCluster {
    private final ScratchDirectory data;
    private final Runnable stopBroker;
    private final RegistryEndpoint registry;
    private final KafkaCluster clients;

    /** @param data where the registry keeps its schemas, and the broker what it likes; deleted last */
    OwnedCluster(ScratchDirectory data, String bootstrapServers, Runnable stopBroker) {
        this.data = data;
        this.stopBroker = stopBroker;
        this.registry =
                RegistryEndpoint.start(new RegistryOptions(0, data.path().resolve("registry.json")));
        this.clients = KafkaCluster.at(bootstrapServers, registry.url());
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
        stopBroker.run();
        data.close();
    }
}
