package dev.credence.testkit;

import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("embedded")
@WithKafka(Backend.EMBEDDED)
class EmbeddedKafkaIT extends KafkaContractSuite {
    EmbeddedKafkaIT(KafkaCluster cluster) {
        super(cluster);
    }
}
