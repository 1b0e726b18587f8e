package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Oracle.Installation;
import dev.credence.bench.stack.Stack;
import dev.credence.core.fault.FaultPoint;
import dev.credence.embedded.Loopback;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import dev.credence.schemas.wire.EventEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A broker and each role as a process of its own, on loopback and in one directory; the registry is in this process.
 * What is still running at the end is killed. Confined to one thread.
 */
final class World implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final String DATA = "data";

    private final Path directory;
    private final List<String> options;
    private final TopicCatalogue topics = new TopicCatalogue("credence", "credence", PARTITIONS);
    private final RegistryEndpoint registry;
    private final int httpPort = Loopback.freePort();
    private final Map<Part, RoleProcess> roles = new EnumMap<>(Part.class);
    private final List<RoleProcess> beside = new ArrayList<>();
    private final Thread atExit = new Thread(this::killAll, "chaos-end");
    private EmbeddedBroker broker;

    /** @param options of each role's JVM, such as {@code -Xmx512m} */
    World(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
        registry = RegistryEndpoint.start(new RegistryOptions("127.0.0.1", 0, directory.resolve("schemas.json")));
        broker = EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka")));
        Runtime.getRuntime().addShutdownHook(atExit);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            Topics.createMissing(admin, topics, (short) 1);
        }
    }

    TopicCatalogue topics() {
        return topics;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** What the roles log, but for those beside. */
    Path log() {
        return log(DATA);
    }

    /** What a role beside logs. */
    Path log(String name) {
        return directory.resolve(name).resolve("credence.log");
    }

    Path directory() {
        return directory;
    }

    Installation installation() {
        return new Installation(
                bootstrapServers(),
                registry.url(),
                topics,
                id -> Flow.HALF_LIFE.toMillis(),
                directory.resolve(DATA).resolve("view"),
                url());
    }

    /** The same, for an oracle that does not ask the service. */
    Installation installationWithoutService() {
        return installation().withUrl(null);
    }

    /** Registers the events' schemas. */
    EventEncoder encoder() {
        try (Registry client = Registry.connect(registry.url(), Map.of())) {
            SchemaIds ids = client.registerEvents(topics);
            return new EventEncoder(ids.patterns(), ids.confidence(), ids.priority());
        }
    }

    void start(Part part) throws IOException {
        start(part, List.of());
    }

    /** @param arguments of {@code credence}, beside the usual ones */
    RoleProcess start(Part part, List<String> arguments) throws IOException {
        RoleProcess started = launch(part, DATA, part.text(), List.of(), arguments);
        roles.put(part, started);
        return started;
    }

    /** The same, to end at {@code point}. */
    RoleProcess startArmed(Part part, FaultPoint point, int passing) throws IOException {
        RoleProcess armed = launch(part, DATA, part.text(), List.of(HaltAtPoint.option(point, passing)), List.of());
        roles.put(part, armed);
        return armed;
    }

    /** One more role, with a data directory of its own. */
    RoleProcess startBeside(Part part, String name, List<String> arguments) throws IOException {
        RoleProcess started = launch(part, name, name, List.of(), arguments);
        beside.add(started);
        return started;
    }

    private RoleProcess launch(
            Part part, String data, String name, List<String> moreOptions, List<String> moreArguments)
            throws IOException {
        List<String> jvm = new ArrayList<>(options);
        jvm.addAll(moreOptions);
        List<String> arguments = new ArrayList<>(part.command());
        arguments.addAll(moreArguments);
        arguments.addAll(List.of(
                "--data",
                directory.resolve(data).toString(),
                "--bootstrap-server",
                bootstrapServers(),
                "--schema-registry",
                registry.url()));
        if (part == Part.QUERY_SERVICE) {
            arguments.addAll(List.of("--http-port", Integer.toString(httpPort)));
        }
        return RoleProcess.start(directory, name, jvm, arguments);
    }

    RoleProcess role(Part part) {
        RoleProcess role = roles.get(part);
        if (role == null) {
            throw new IllegalStateException(part.text() + " was not started");
        }
        return role;
    }

    void kill(Part part) throws InterruptedException {
        role(part).kill();
    }

    /** SIGKILL to the broker. */
    void killBroker() {
        broker.kill();
    }

    /** On the same data and port. */
    void restartBroker() {
        broker = EmbeddedBroker.start(broker.options());
    }

    EmbeddedBroker broker() {
        return broker;
    }

    /** Removes the view's files, whoever reads them. */
    void deleteView() throws IOException {
        Path view = directory.resolve(DATA).resolve("view");
        if (Files.exists(view)) {
            Stack.delete(view);
        }
    }

    /** If a role has ended that was not to end: which, and where its words are. */
    void requireAlive() {
        roles.forEach((part, role) -> {
            if (!role.isAlive()) {
                throw new IllegalStateException(part.text() + " has ended by itself; see "
                        + directory.resolve(part.text() + ".out") + " and " + log());
            }
        });
    }

    private void killAll() {
        try {
            for (RoleProcess role : roles.values()) {
                role.kill();
            }
            for (RoleProcess role : beside) {
                role.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.kill();
    }

    @Override
    public void close() {
        killAll();
        registry.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // Then it runs, and finds nothing left to do.
        }
    }
}
