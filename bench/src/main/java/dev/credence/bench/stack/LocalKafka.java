package dev.credence.bench.stack;

import dev.credence.bench.load.OutcomeLoad;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Logs;
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
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry alone, for benchmarks that start the product, or parts of it, themselves. */
public final class LocalKafka implements AutoCloseable {
    private final Path directory;
    private final RegistryEndpoint endpoint;
    private final EmbeddedBroker broker;
    private final Settings settings;
    private final Registry registry;

    private LocalKafka(Path directory, RegistryEndpoint endpoint, EmbeddedBroker broker) {
        this.directory = directory;
        this.endpoint = endpoint;
        this.broker = broker;
        settings = Stack.settings(
                directory,
                Map.of(
                        Key.BOOTSTRAP_SERVERS, broker.bootstrapServers(),
                        Key.SCHEMA_REGISTRY_URL, endpoint.url()));
        registry = Clients.registry(settings);
    }

    /** Starts both on free ports; log lines go into their directory. */
    public static LocalKafka start() throws IOException {
        Path directory = Files.createTempDirectory("credence-bench");
        Logs.toFile(directory);
        RegistryEndpoint endpoint =
                RegistryEndpoint.start(new RegistryOptions("127.0.0.1", 0, directory.resolve("schemas.json")));
        return new LocalKafka(directory, endpoint, EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka"))));
    }

    /** The registry, as its client. */
    public Registry registry() {
        return registry;
    }

    /** The production defaults, with topics of this prefix, and an application with a directory of its own. */
    public Settings settings(String topics, String application) {
        return settings.with(Map.of(
                Key.TOPICS_PREFIX, new Setting(topics, "benchmark"),
                Key.APPLICATION_ID, new Setting(application, "benchmark"),
                Key.DATA_DIR, new Setting(directory.resolve(application).toString(), "benchmark")));
    }

    /**
     * Creates the topics where they are missing and publishes all of {@code load}.
     *
     * @return how long that took from the first outcome to the last acknowledgement, in nanoseconds
     */
    public long publish(Settings ofTopics, OutcomeLoad load) {
        TopicCatalogue catalogue = Clients.catalogue(ofTopics);
        try (Admin admin = Clients.admin(ofTopics)) {
            Topics.createMissing(admin, catalogue, (short) 1);
        }
        SchemaIds ids = registry.registerEvents(catalogue);
        long began = System.nanoTime();
        load.publish(
                ofTopics.text(Key.BOOTSTRAP_SERVERS),
                catalogue.confidence(),
                new EventEncoder(ids.patterns(), ids.confidence(), ids.priority()));
        return System.nanoTime() - began;
    }

    @Override
    public void close() throws IOException {
        registry.close();
        broker.close();
        endpoint.close();
        Stack.delete(directory);
    }
}
