package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.http.WritingMounts;
import dev.credence.ingest.publish.Publisher;
import dev.credence.processor.Processor;
import dev.credence.processor.view.ViewGenerations;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.query.QueryService;
import dev.credence.query.access.Access;
import dev.credence.query.http.Listening;
import dev.credence.query.http.Mount;
import dev.credence.query.http.RoleServed;
import dev.credence.query.http.RoleServer;
import dev.credence.query.json.StatsJson;
import dev.credence.query.read.ServingStatus;
import dev.credence.query.read.Statistics;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The roles that run against a Kafka which is there already. */
public final class Roles {
    /** Of the ingest role, where none is set. */
    private static final int INGEST_PORT = 8082;

    private static final Duration PUBLISH_WITHIN = Duration.ofSeconds(10);

    /** The processor waits for its registry while it runs, and so when it starts. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(2);

    private Roles() {}

    /**
     * The processor alone.
     *
     * @param status null: nowhere
     */
    public static Role processor(Settings settings, PrometheusMeterRegistry metrics, @Nullable StatusAddress status) {
        Role role = Monitoring.measured(metrics);
        return closedOnFailure(role, () -> {
            TopicCatalogue catalogue = existing(settings);
            SchemaRegistration.require(settings, catalogue, REGISTRY_PATIENCE);
            Processor processor = addProcessor(role, settings, catalogue, metrics);
            RoleStatus parts = new RoleStatus(Monitoring.process(settings, "processor"), processor, null);
            Monitoring.serve(role, settings, status, parts, metrics);
            Monitoring.report(role, settings, () -> StatsJson.of(parts.statistics(System.currentTimeMillis())));
        });
    }

    /**
     * The processor, and the view writer beside it.
     *
     * @param status null: nowhere
     */
    public static Role processorAndView(
            Settings settings, PrometheusMeterRegistry metrics, @Nullable StatusAddress status) {
        Role role = Monitoring.measured(metrics);
        return closedOnFailure(role, () -> {
            TopicCatalogue catalogue = existing(settings);
            SchemaRegistration.require(settings, catalogue, REGISTRY_PATIENCE);
            Processor processor = addProcessor(role, settings, catalogue, metrics);
            ViewMaterialiser view = addView(role, settings, catalogue, metrics);
            RoleStatus parts = new RoleStatus(Monitoring.process(settings, "processor", "view"), processor, view);
            Monitoring.serve(role, settings, status, parts, metrics);
            reportView(role, settings, parts);
        });
    }

    /**
     * The view writer alone.
     *
     * @param status null: nowhere
     */
    public static Role view(Settings settings, PrometheusMeterRegistry metrics, @Nullable StatusAddress status) {
        Role role = Monitoring.measured(metrics);
        return closedOnFailure(role, () -> {
            TopicCatalogue catalogue = existing(settings);
            SchemaRegistration.attempt(settings, catalogue);
            ViewMaterialiser view = addView(role, settings, catalogue, metrics);
            RoleStatus parts = new RoleStatus(Monitoring.process(settings, "view"), null, view);
            Monitoring.serve(role, settings, status, parts, metrics);
            reportView(role, settings, parts);
        });
    }

    /** Beside a view that nobody in this process reads: the report does, through one small connection. */
    private static void reportView(Role role, Settings settings, RoleStatus parts) {
        if (Monitoring.reports(settings)) {
            ViewReader reader = role.add("report reader", View.openReader(Clients.reportView(settings)));
            Monitoring.report(role, settings, () -> StatsJson.of(parts.statistics(System.currentTimeMillis(), reader)));
        }
    }

    /**
     * The query service alone.
     *
     * @param bound is told the port once it is listened on
     */
    public static Role queryService(Settings settings, PrometheusMeterRegistry metrics, IntConsumer bound) {
        Role role = Monitoring.measured(metrics);
        return closedOnFailure(role, () -> {
            ServingStatus status = ServingStatus.alone(Monitoring.process(settings, "query-service"));
            QueryService service = addQueryService(role, settings, status, List.of(), metrics);
            Monitoring.report(role, settings, service::statistics);
            bound.accept(service.port());
        });
    }

    /**
     * The writing routes on a port of their own.
     *
     * @param bound is told the port once it is listened on
     */
    public static Role ingest(Settings settings, PrometheusMeterRegistry metrics, IntConsumer bound) {
        Role role = Monitoring.measured(metrics);
        return closedOnFailure(role, () -> {
            Listening listening = Doors.open(role, settings, ingestPort(settings));
            List<Mount> mounts = addWriting(role, settings, existing(settings), metrics);
            RoleServer server = RoleServer.start(
                    listening,
                    RoleServed.withoutView(Monitoring.process(settings, "ingest"), () -> true, metrics),
                    mounts);
            role.add("ingest server", server);
            Monitoring.report(
                    role,
                    settings,
                    () -> StatsJson.of(Statistics.ofOperations(System.currentTimeMillis(), server.operations())));
            bound.accept(server.port());
        });
    }

    /** Writing over HTTP: a publisher that answers 503 soon rather than keep a client waiting. */
    static List<Mount> addWriting(Role role, Settings settings, TopicCatalogue catalogue, MeterRegistry metrics) {
        Publisher publisher = role.add(
                "publisher",
                Publisher.open(Clients.publisher(settings, catalogue).withTimeouts(PUBLISH_WITHIN, PUBLISH_WITHIN)));
        role.add("publisher metrics", publisher.measure(metrics));
        return role.add("writing routes", new WritingMounts(publisher)).mounts();
    }

    /** Beside a query service on the same host, which has {@code http.port}, unless a port was asked for. */
    private static int ingestPort(Settings settings) {
        return settings.setting(Key.HTTP_PORT).isDefault() ? INGEST_PORT : settings.number(Key.HTTP_PORT);
    }

    static QueryService addQueryService(
            Role role, Settings settings, ServingStatus status, List<Mount> mounts, PrometheusMeterRegistry metrics) {
        Access access = Doors.access(role, settings);
        ViewReader reader = role.add("view reader", View.openReader(Clients.view(settings), metrics));
        return role.add(
                "query service", QueryService.start(Clients.query(settings, access), reader, status, metrics, mounts));
    }

    static Processor addProcessor(Role role, Settings settings, TopicCatalogue catalogue, MeterRegistry metrics) {
        Processor processor = Processor.start(Clients.processor(settings, catalogue), metrics);
        return role.add("processor", processor, processor::failure);
    }

    static ViewMaterialiser addView(Role role, Settings settings, TopicCatalogue catalogue, MeterRegistry metrics) {
        ViewMaterialiser materialiser = ViewMaterialiser.start(
                Clients.materialiser(settings, catalogue),
                ViewGenerations.of(Clients.view(settings), Clients.identity(settings)),
                metrics);
        return role.add("view writer", materialiser, materialiser::failure);
    }

    /** What was begun before a failure does not outlive it. */
    static Role closedOnFailure(Role role, Runnable start) {
        try {
            start.run();
            return role;
        } catch (RuntimeException e) {
            role.close();
            throw e;
        }
    }

    private static TopicCatalogue existing(Settings settings) {
        try (Admin admin = Clients.admin(settings)) {
            return Clients.existing(settings, admin);
        }
    }
}
