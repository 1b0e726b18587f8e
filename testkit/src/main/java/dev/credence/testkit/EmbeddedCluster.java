package dev.credence.testkit;

import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;

/** The broker that Credence brings along. */
final class EmbeddedCluster {
    private EmbeddedCluster() {}

    static KafkaCluster start() {
        ScratchDirectory data = ScratchDirectory.create();
        EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerOptions.in(data.path().resolve("kafka")));
        return new OwnedCluster(data, broker.bootstrapServers(), broker::close);
    }
}
