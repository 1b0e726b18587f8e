package dev.credence.embedded.broker;

import dev.credence.embedded.EmbeddedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
    private final Function<BrokerOptions, EmbeddedBroker> starter;
    private volatile EmbeddedBroker broker;

    private SupervisedBroker(EmbeddedBroker broker, Function<BrokerOptions, EmbeddedBroker> starter) {
        this.broker = broker;
        this.starter = starter;
        this.options = broker.options();
        supervisor.setDaemon(true);
    }

    /**
     * Starts the broker and returns when it has answered a client.
     *
     * @throws EmbeddedException as {@link EmbeddedBroker#start} does; only later starts are tried again
     */
    public static SupervisedBroker start(BrokerOptions options) {
        return start(options, EmbeddedBroker::start);
    }

    /** @param starter starts the broker, the first time and each time after */
    static SupervisedBroker start(BrokerOptions options, Function<BrokerOptions, EmbeddedBroker> starter) {
        SupervisedBroker supervised = new SupervisedBroker(starter.apply(options), starter);
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
                // Gives the directory back.
                broker.kill();
                EmbeddedBroker again = starter.apply(options);
                broker = again;
                LOG.info("the Kafka broker is back, process {}", again.pid());
                return;
            } catch (RuntimeException refused) {
                // Whatever it is: if this thread ended, nobody would start the broker again, nor say so.
                LOG.warn(
                        "the Kafka broker does not start: {}; next try in {} s",
                        refused instanceof EmbeddedException ? refused.getMessage() : refused.toString(),
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
