package dev.credence.embedded.broker;

import dev.credence.embedded.Loopback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The broker's own configuration: one node that is broker and controller, on loopback, for two cores. */
final class ServerProperties {
    static final int NODE_ID = 1;
    static final String PLAIN_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String COORDINATOR_SEGMENT_BYTES = Integer.toString(1 << 20);
    private static final String MAX_MESSAGE_BYTES = Integer.toString(4 << 20);

    /** A file that Kafka writes last, and deletes when it starts. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private ServerProperties() {}

    /**
     * The session that the broker has with the controller beside it. Where it stood still for longer than that, all its
     * partitions have no leader for a moment, and a transaction that ends then hangs for ever: Kafka 4.3 drops its markers.
     */
    private static final String SESSION_MS = "30000";

    /** Of nobody: how long a broker that was killed counts as alive. */
    private static final String SESSION_OF_THE_DEAD_MS = "200";

    /** Of nobody, too; Kafka wants it to be at most half of the session. */
    private static final String HEARTBEAT_OF_THE_DEAD_MS = "100";

    static Properties of(Path logDir, BrokerOptions options, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(quorum(options.kafkaPort(), controllerPort));
        options.listeners().forEach(listener -> add(listener, properties));
        properties.putAll(singleNode());
        properties.putAll(smallMachine());
        properties.setProperty("log.dirs", logDir.toString());
        properties.setProperty("broker.session.timeout.ms", SESSION_MS);
        properties.putAll(options.server());
        return properties;
    }

    /** The same node, of which only the controller runs. */
    static Properties ofController(Properties broker) {
        Properties properties = new Properties();
        for (String kept :
                List.of("node.id", "log.dirs", "controller.quorum.voters", "controller.quorum.election.timeout.ms")) {
            properties.setProperty(kept, broker.getProperty(kept));
        }
        String listener = CONTROLLER_LISTENER + "://";
        properties.setProperty("process.roles", "controller");
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("listener.security.protocol.map", CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.setProperty(
                "listeners",
                Stream.of(broker.getProperty("listeners").split(","))
                        .filter(each -> each.startsWith(listener))
                        .findFirst()
                        .orElseThrow());
        properties.setProperty("broker.session.timeout.ms", SESSION_OF_THE_DEAD_MS);
        properties.setProperty("broker.heartbeat.interval.ms", HEARTBEAT_OF_THE_DEAD_MS);
        return properties;
    }

    /** Whether there is data, and whoever wrote it did not end in order. */
    static boolean wasKilled(Path logDir) {
        return Files.exists(logDir.resolve("meta.properties")) && !Files.exists(logDir.resolve(CLEAN_SHUTDOWN));
    }

    /** Whether the broker has a listener of that name anyway. */
    static boolean isTaken(String listener) {
        return listener.equals(PLAIN_LISTENER) || listener.equals(CONTROLLER_LISTENER);
    }

    private static void add(Listener listener, Properties properties) {
        String address = listener.name() + "://" + Loopback.HOST + ":" + listener.port();
        append(properties, "listeners", address);
        append(properties, "advertised.listeners", address);
        append(properties, "listener.security.protocol.map", listener.name() + ":" + listener.protocol());
    }

    private static void append(Properties properties, String key, String value) {
        properties.setProperty(key, properties.getProperty(key) + "," + value);
    }

    private static Map<String, String> quorum(int kafkaPort, int controllerPort) {
        String broker = PLAIN_LISTENER + "://" + Loopback.HOST + ":" + kafkaPort;
        String controller = Loopback.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                PLAIN_LISTENER,
                "listener.security.protocol.map",
                PLAIN_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "listeners",
                broker + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                broker);
    }

    /** Internal topics that need no second node, and timeouts that let a restarted application go on at once. */
    private static Map<String, String> singleNode() {
        return Map.ofEntries(
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "8"),
                // A start reads both from the beginning, and only full segments are compacted.
                Map.entry("offsets.topic.segment.bytes", COORDINATOR_SEGMENT_BYTES),
                Map.entry("transaction.state.log.segment.bytes", COORDINATOR_SEGMENT_BYTES),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "8"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // The only voter of the quorum resigns after a kill -9, and waits for an election.
                Map.entry("controller.quorum.election.timeout.ms", "200"),
                Map.entry("broker.heartbeat.interval.ms", "150"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
    }

    private static Map<String, String> smallMachine() {
        return Map.ofEntries(
                Map.entry("message.max.bytes", MAX_MESSAGE_BYTES),
                Map.entry("replica.fetch.max.bytes", MAX_MESSAGE_BYTES),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("group.coordinator.threads", "1"),
                Map.entry("log.cleaner.threads", "1"),
                // The default of 128 MiB is taken from the heap at once; this remembers 1.3 million keys a pass.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20)),
                Map.entry("metadata.max.idle.interval.ms", "5000"));
    }
}
