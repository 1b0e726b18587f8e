package dev.credence.embedded.broker;

import dev.credence.embedded.EmbeddedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that is started again, on its data and at its address, when it ends without having been asked to. Clients wait
 * meanwhile, as for any broker. Thread-safe.
 */
public final class SupervisedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedBroker.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread supervisor = new Thread(this::supervise, "credence-broker-supervisor");
    private final BrokerOptions options;
    private volatile EmbeddedBroker broker;

    private SupervisedBroker(EmbeddedBroker broker) {
        this.broker = broker;
        this.options = broker.options();
        supervisor.setDaemon(true);
    }

    /**
     * Starts the broker and returns when it has answered a client.
     *
     * @throws EmbeddedException as {@link EmbeddedBroker#start} does; only later starts are tried again
     */
    public static SupervisedBroker start(BrokerOptions options) {
        SupervisedBroker supervised = new SupervisedBroker(EmbeddedBroker.start(options));
        supervised.supervisor.start();
        return supervised;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Of the process that runs at present. */
    public long pid() {
        return broker.pid();
    }

    private void supervise() {
        try {
            while (ending.getCount() > 0) {
                broker.awaitExit();
                if (ending.getCount() > 0) {
                    LOG.warn("the Kafka broker (process {}) ended unasked; starting it again", broker.pid());
                    // Gives the directory back.
                    broker.kill();
                    startAgain();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (ending.getCount() > 0) {
            try {
                EmbeddedBroker again = EmbeddedBroker.start(options);
                broker = again;
                LOG.info("the Kafka broker is back, process {}", again.pid());
                return;
            } catch (EmbeddedException refused) {
                LOG.warn(
                        "the Kafka broker does not start: {}; next try in {} s",
                        refused.getMessage(),
                        pause.toSeconds());
            }
            if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    /** Stops in order; a start that is under way is waited for. Harmless when it has ended already. */
    @Override
    public void close() {
        ending.countDown();
        broker.close();
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.close();
    }
}
