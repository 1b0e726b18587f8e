package dev.credence.embedded.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with a broker for a child, to be killed. Prints the child's pid. */
final class BrokerParent {
    private BrokerParent() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(Path.of(args[0])));
        System.out.println(broker.pid());
        new CountDownLatch(1).await();
    }
}
