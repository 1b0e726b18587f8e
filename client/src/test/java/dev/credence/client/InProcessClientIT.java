package dev.credence.client;

import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;

@WithKafka
final class InProcessClientIT extends ClientSuite {
    InProcessClientIT(KafkaCluster cluster) {
        super(cluster);
    }

    @Override
    ClientConfig config(RunningStack stack) {
        return stack.inProcess();
    }

    @Override
    boolean listsWhole() {
        return true;
    }
}
