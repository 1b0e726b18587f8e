package dev.credence.embedded.broker;

import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.Loopback;
import dev.credence.embedded.PortTakenException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A running Kafka broker in a child JVM, on loopback. It ends with {@link #close()}, and with this process however this
 * process ends; the data stays, and the next start on the same directory goes on with it. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    private static final int PORT_ATTEMPTS = 3;

    private final BrokerOptions options;
    private final BrokerDirectory directory;
    private final BrokerProcess process;

    private EmbeddedBroker(BrokerOptions options, BrokerDirectory directory, BrokerProcess process) {
        this.options = options;
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts the broker and returns when it has answered a client.
     *
     * @throws EmbeddedException with one line that says what is wrong and what to do
     */
    public static EmbeddedBroker start(BrokerOptions options) {
        BrokerDirectory directory = BrokerDirectory.take(options.dataDir());
        try {
            return options.kafkaPort() == 0
                    ? startOnFreePort(options, directory, PORT_ATTEMPTS)
                    : startOn(options, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** A port that was free can be lost to another process before the broker binds it. */
    private static EmbeddedBroker startOnFreePort(BrokerOptions options, BrokerDirectory directory, int attempts) {
        BrokerOptions chosen = options.withKafkaPort(Loopback.freePort());
        try {
            return startOn(chosen, directory);
        } catch (EmbeddedException e) {
            if (attempts > 1 && !Loopback.isFree(chosen.kafkaPort())) {
                return startOnFreePort(options, directory, attempts - 1);
            }
            throw e;
        }
    }

    private static EmbeddedBroker startOn(BrokerOptions options, BrokerDirectory directory) {
        if (!Loopback.isFree(options.kafkaPort())) {
            throw new PortTakenException("the Kafka broker", options.kafkaPort(), "--kafka-port");
        }
        Properties properties = ServerProperties.of(directory.log(), options, directory.controllerPort());
        BrokerProcess process = BrokerProcess.spawn(directory, directory.save(properties), options);
        directory.rememberPid(process.pid());
        EmbeddedBroker broker = new EmbeddedBroker(options, directory, process);
        try {
            process.awaitReady(options.startTimeout());
            broker.awaitAnswer();
            return broker;
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    private void awaitAnswer() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.describeCluster().clusterId().get(options.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedException("the Kafka broker at " + bootstrapServers() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while the Kafka broker was starting", e);
        }
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + options.kafkaPort();
    }

    /** The options with the port that was picked: {@code start(options())} later goes on at the same address. */
    public BrokerOptions options() {
        return options;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns when the process has ended, however. */
    void awaitExit() throws InterruptedException {
        process.awaitExit();
    }

    /** SIGKILL: the broker gets no chance to write anything. */
    public void kill() {
        process.kill();
        directory.close();
    }

    /** SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        process.signal("STOP");
    }

    /** SIGCONT after {@link #pause()}. */
    public void resume() {
        process.signal("CONT");
    }

    /** Stops in order, by force after 15 s. Harmless when it has ended already. */
    @Override
    public void close() {
        stop(STOP_GRACE);
    }

    /** Stops in order, by force after {@code grace}. */
    public void stop(Duration grace) {
        process.stop(grace);
        directory.close();
    }
}
