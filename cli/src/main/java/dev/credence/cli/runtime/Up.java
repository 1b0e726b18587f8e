package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.SupervisedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.processor.Processor;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.query.QueryService;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * All roles on one machine, with a broker and a registry of its own unless others are named. Ends in the reverse order of
 * its start, so that what is in flight is flushed before the broker goes.
 */
public final class Up implements AutoCloseable {
    /** Where the broker and the registry listen. */
    public record Ports(int kafka, int registry) {}

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Role role = Monitoring.measured(metrics);
    private final Consumer<String> progress;
    private final Path runFiles;
    private Settings settings;

    private Up(Settings settings, Consumer<String> progress, Path runFiles) {
        this.settings = settings;
        this.progress = progress;
        this.runFiles = runFiles;
    }

    /**
     * Starts everything and returns when reads are answered.
     *
     * @param ports of a broker and a registry to be started; null to use those of the settings
     * @param progress is told what happens, a line at a time
     */
    public static Up start(Settings settings, @Nullable Ports ports, Consumer<String> progress) {
        return start(settings, ports, progress, RunFile.directory(System.getenv()));
    }

    /** @param runFiles where it leaves its note */
    static Up start(Settings settings, @Nullable Ports ports, Consumer<String> progress, Path runFiles) {
        Up up = new Up(settings, progress, runFiles);
        Roles.closedOnFailure(up.role, () -> up.startAll(ports));
        return up;
    }

    private void startAll(@Nullable Ports ports) {
        long began = System.nanoTime();
        if (ports != null) {
            startKafka(ports);
        }
        TopicCatalogue catalogue = prepareTopics(ports != null);
        SchemaRegistration.require(settings, catalogue, Duration.ZERO);
        progress.accept("starting processor, view and query service");
        Processor processor = Roles.addProcessor(role, settings, catalogue, metrics);
        ViewMaterialiser view = Roles.addView(role, settings, catalogue, metrics);
        RoleStatus status = new RoleStatus(
                Monitoring.process(settings, "query-service", "processor", "view", "ingest"), processor, view);
        QueryService service = Roles.addQueryService(
                role, settings, status, Roles.addWriting(role, settings, catalogue, metrics), metrics);
        settings = settings.with(Map.of(Key.HTTP_PORT, new Setting(Integer.toString(service.port()), "as bound")));
        Conditions.await(
                "the view to be readable",
                Duration.ofMinutes(10),
                () -> processor.ready() && view.ready(),
                role::failure);
        Monitoring.report(role, settings, service::statistics);
        leaveRunFile();
        progress.accept(String.format(java.util.Locale.ROOT, "ready after %.1f s", (System.nanoTime() - began) / 1e9));
    }

    private void startKafka(Ports ports) {
        progress.accept("starting a Kafka broker on 127.0.0.1, "
                + (ports.kafka() == 0 ? "any free port" : "port " + ports.kafka()));
        Path dataDir = settings.path(Key.DATA_DIR);
        RegistryEndpoint registry = role.add(
                "registry",
                RegistryEndpoint.start(new RegistryOptions(
                        "127.0.0.1",
                        ports.registry(),
                        dataDir.resolve("registry").resolve("schemas.json"))));
        SupervisedBroker broker =
                role.add("broker", SupervisedBroker.start(new BrokerOptions(dataDir.resolve("kafka"), ports.kafka())));
        settings = settings.with(Map.of(
                Key.BOOTSTRAP_SERVERS, new Setting(broker.bootstrapServers(), "started here"),
                Key.SCHEMA_REGISTRY_URL, new Setting(registry.url(), "started here")));
    }

    private TopicCatalogue prepareTopics(boolean own) {
        try (Admin admin = Clients.admin(settings)) {
            int brokers = own ? 1 : admin.describeCluster().nodes().get().size();
            TopicCatalogue catalogue = Clients.existingByAny(settings, admin);
            Topics.createMissing(admin, catalogue, (short) Math.min(3, brokers));
            return catalogue;
        } catch (ExecutionException e) {
            throw new UnreachableException(
                    "no Kafka broker answers at " + settings.text(Key.BOOTSTRAP_SERVERS) + " ("
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage()
                            + "); check --bootstrap-server, or ask 'credence doctor'",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** Others of this machine can be told where it is, so a home that cannot be written to is no reason to end. */
    private void leaveRunFile() {
        try {
            Path file = runFile().write(runFiles);
            role.add("run file", () -> delete(file));
        } catch (UncheckedIOException e) {
            progress.accept(e.getMessage()
                    + ": other commands of this machine do not find it; set XDG_STATE_HOME, or name it with --url and"
                    + " --bootstrap-server");
        }
    }

    private RunFile runFile() {
        return new RunFile(
                ProcessHandle.current().pid(),
                settings.text(Key.BOOTSTRAP_SERVERS),
                settings.text(Key.SCHEMA_REGISTRY_URL),
                url(),
                settings.path(Key.DATA_DIR).toAbsolutePath().toString(),
                System.currentTimeMillis());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** The settings in force, with the addresses of what was started. */
    public Settings settings() {
        return settings;
    }

    /** The parts; its failure is this one's. */
    public Role role() {
        return role;
    }

    /** Where the HTTP service is. */
    public String url() {
        return HttpUrl.of(settings.text(Key.HTTP_HOST), settings.number(Key.HTTP_PORT));
    }

    /** Prints where everything is. */
    public void print(PrintWriter out) {
        out.println("  service    " + url());
        out.println("  broker     " + settings.text(Key.BOOTSTRAP_SERVERS));
        out.println("  registry   " + settings.text(Key.SCHEMA_REGISTRY_URL));
        out.println(
                "  data       " + settings.path(Key.DATA_DIR).toAbsolutePath().normalize());
        out.flush();
    }

    @Override
    public void close() {
        role.close();
    }
}
