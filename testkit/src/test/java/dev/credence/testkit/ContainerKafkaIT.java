package dev.credence.testkit;

/** The suite on a Kafka container; skipped by name where no Docker engine answers. */
@WithKafka(Backend.CONTAINER)
class ContainerKafkaIT extends KafkaContractSuite {
    ContainerKafkaIT(KafkaCluster cluster) {
        super(cluster);
    }
}
