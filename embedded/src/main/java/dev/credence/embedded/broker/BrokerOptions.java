package dev.credence.embedded.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to run the embedded broker.
 *
 * @param dataDir of this broker alone; created when missing
 * @param kafkaPort on 127.0.0.1; 0 picks a free one
 * @param heapMb greatest heap of the child JVM
 * @param startTimeout from spawn to the first answer
 * @param server broker properties that replace the house's defaults
 * @param listeners beside the plain one, which the broker itself and those who start it use
 * @param java further options of the child JVM, which replace the house's
 */
public record BrokerOptions(
        Path dataDir,
        int kafkaPort,
        int heapMb,
        Duration startTimeout,
        Map<String, String> server,
        List<Listener> listeners,
        List<String> java) {
    private static final int DEFAULT_HEAP_MB = 512;
    private static final int LEAST_HEAP_MB = 128;
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);

    public BrokerOptions {
        if (kafkaPort < 0 || kafkaPort > 65535) {
            throw new IllegalArgumentException("kafkaPort must be between 0 and 65535, was " + kafkaPort);
        }
        if (heapMb < LEAST_HEAP_MB) {
            throw new IllegalArgumentException("heapMb must be at least " + LEAST_HEAP_MB + ", was " + heapMb);
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout must be positive, was " + startTimeout);
        }
        dataDir = dataDir.toAbsolutePath().normalize();
        server = Map.copyOf(server);
        listeners = List.copyOf(listeners);
        java = List.copyOf(java);
    }

    public BrokerOptions(Path dataDir, int kafkaPort) {
        this(dataDir, kafkaPort, DEFAULT_HEAP_MB, DEFAULT_START_TIMEOUT, Map.of(), List.of(), List.of());
    }

    /** On any free port. */
    public static BrokerOptions in(Path dataDir) {
        return new BrokerOptions(dataDir, 0);
    }

    public BrokerOptions withKafkaPort(int port) {
        return new BrokerOptions(dataDir, port, heapMb, startTimeout, server, listeners, java);
    }

    public BrokerOptions withHeapMb(int megabytes) {
        return new BrokerOptions(dataDir, kafkaPort, megabytes, startTimeout, server, listeners, java);
    }

    public BrokerOptions withServer(Map<String, String> properties) {
        return new BrokerOptions(dataDir, kafkaPort, heapMb, startTimeout, properties, listeners, java);
    }

    public BrokerOptions withListeners(List<Listener> others) {
        return new BrokerOptions(dataDir, kafkaPort, heapMb, startTimeout, server, others, java);
    }

    public BrokerOptions withJava(List<String> options) {
        return new BrokerOptions(dataDir, kafkaPort, heapMb, startTimeout, server, listeners, options);
    }
}
