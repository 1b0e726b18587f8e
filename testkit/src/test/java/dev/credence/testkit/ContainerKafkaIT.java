package dev.credence.testkit;

import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
@WithKafka(Backend.CONTAINER)
class ContainerKafkaIT extends KafkaContractSuite {
    ContainerKafkaIT(KafkaCluster cluster) {
        super(cluster);
    }
}
