package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Oracle.Installation;
import dev.credence.bench.stack.Stack;
import dev.credence.core.body.BodyRecord;
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
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewExport;
import dev.credence.storage.ViewReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A broker and each role as a process of its own, on loopback and in one directory; the registry is in this process.
 * What is still running at the end is killed. Confined to one thread.
 */
final class World implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final String DATA = "data";
    private static final String BROKER = "broker";
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(60);

    private final Path directory;
    private final List<String> options;
    private final TopicCatalogue topics = new TopicCatalogue("credence", "credence", PARTITIONS);
    private final RegistryEndpoint registry;
    private final int httpPort = Loopback.freePort();
    private final Map<Part, RoleProcess> roles = new EnumMap<>(Part.class);
    private final StartUpArchives archives;
    private final List<RoleProcess> beside = new ArrayList<>();
    private final Thread atExit = new Thread(this::killAll, "chaos-end");
    private Map<String, String> environment = Map.of();
    private EmbeddedBroker broker;

    /** @param options of each role's JVM, such as {@code -Xmx512m} */
    World(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
        archives = new StartUpArchives(directory);
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

    /** Of the roles, but for those beside. */
    Path dataDirectory() {
        return directory.resolve(DATA);
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

    /** Variables of the roles that are started from now on. */
    void setEnvironment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    /** Runs each role once, so that later starts find their classes in archives. */
    void recordArchives() throws IOException, InterruptedException {
        if (!StartUpArchives.possible()) {
            return;
        }
        for (Part part : Part.values()) {
            RoleProcess recorded =
                    launch(part, DATA, part.text(), StartUpArchives.jars(), archives.recording(part.text()), List.of());
            roles.put(part, recorded);
            recorded.awaitReady(RECORDED_WITHIN);
            recorded.terminate();
            if (recorded.endsWithin(RECORDED_WITHIN)) {
                archives.recorded(part.text());
            } else {
                recorded.kill();
            }
        }
    }

    /** Runs the broker once more for the same purpose; a later {@link #restartBroker} starts it as the roles are started. */
    void recordBrokerArchive() {
        if (!StartUpArchives.possible()) {
            return;
        }
        restartWith(archives.recording(BROKER));
        broker.stop(RECORDED_WITHIN);
        archives.recorded(BROKER);
        // A broker that is killed every few seconds gains no more from a second compiler tier than a role does.
        List<String> java = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        java.addAll(archives.of(BROKER));
        restartWith(java);
    }

    private void restartWith(List<String> java) {
        List<String> options = new ArrayList<>(List.of("-Xlog:disable", "-cp", StartUpArchives.jars()));
        options.addAll(java);
        broker.stop(ENDED_WITHIN);
        broker = EmbeddedBroker.start(broker.options().withJava(options));
    }

    void start(Part part) throws IOException {
        start(part, List.of());
    }

    /** @param arguments of {@code credence}, beside the usual ones */
    RoleProcess start(Part part, List<String> arguments) throws IOException {
        RoleProcess started =
                launch(part, DATA, part.text(), StartUpArchives.jars(), archives.of(part.text()), arguments);
        roles.put(part, started);
        return started;
    }

    /**
     * The same, with a fault.
     *
     * @param fault the option of its JVM that arms it
     */
    RoleProcess startArmed(Part part, String fault) throws IOException {
        List<String> jvm = new ArrayList<>(archives.of(part.text()));
        jvm.add(fault);
        RoleProcess armed = launch(part, DATA, part.text(), StartUpArchives.classPath(), jvm, List.of());
        roles.put(part, armed);
        return armed;
    }

    /** One more role, with a data directory of its own. */
    RoleProcess startBeside(Part part, String name, List<String> arguments) throws IOException {
        RoleProcess started = launch(part, name, name, StartUpArchives.jars(), archives.of(part.text()), arguments);
        beside.add(started);
        return started;
    }

    private RoleProcess launch(
            Part part, String data, String name, String classPath, List<String> moreOptions, List<String> moreArguments)
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
        return RoleProcess.start(directory, name, classPath, jvm, arguments, environment);
    }

    /** Starts those again that have ended, as a supervisor does. */
    void startEnded() throws IOException {
        for (Part part : Part.values()) {
            if (!running(part).isAlive()) {
                start(part);
            }
        }
    }

    /** As it was started last. */
    RoleProcess running(Part part) {
        RoleProcess role = roles.get(part);
        if (role == null) {
            throw new IllegalStateException(part.text() + " was not started");
        }
        return role;
    }

    void kill(Part part) throws InterruptedException {
        running(part).kill();
    }

    /** SIGTERM; returns when it has ended. */
    void end(Part part) throws InterruptedException {
        running(part).terminate();
        if (!running(part).endsWithin(ENDED_WITHIN)) {
            throw new IllegalStateException(part.text() + " did not end when it was asked to; see " + log());
        }
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

    /** Rows of evidence and of content in the view. */
    long viewRows() {
        AtomicLong rows = new AtomicLong();
        try (ViewReader reader = View.openReader(ViewConfig.in(installation().viewDirectory()))) {
            reader.export(new ViewExport() {
                @Override
                public void ledger(LedgerEntry entry) {
                    // Some of each partition; not counted.
                }

                @Override
                public void evidence(String id, int partition, byte[] value) {
                    rows.incrementAndGet();
                }

                @Override
                public void body(String id, int partition, BodyRecord body) {
                    rows.incrementAndGet();
                }
            });
        }
        return rows.get();
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
