package dev.credence.client;

import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;

@WithKafka
final class HttpClientIT extends ClientSuite {
    HttpClientIT(KafkaCluster cluster) {
        super(cluster);
    }

    @Override
    ClientConfig config(RunningStack stack) {
        return stack.overHttp();
    }

    @Override
    boolean listsWhole() {
        return false;
    }
}
