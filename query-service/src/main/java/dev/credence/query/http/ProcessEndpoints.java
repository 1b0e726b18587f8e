package dev.credence.query.http;

import dev.credence.query.json.JsonBytes;
import dev.credence.query.json.StatsJson;
import dev.credence.query.read.Operations;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.ServingStatus;
import dev.credence.storage.ViewInfo;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;

/** What there is to know about the service itself: alive, ready, versions, metrics, statistics. */
final class ProcessEndpoints {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final PatternReads reads;
    private final ServingStatus status;
    private final PrometheusMeterRegistry registry;
    private final Operations operations;
    private final InstantSource clock;

    ProcessEndpoints(Served served, Operations operations) {
        this.reads = served.reads();
        this.status = served.status();
        this.registry = served.registry();
        this.clock = served.clock();
        this.operations = operations;
    }

    /** Answers as long as the event loop turns. */
    static void live(Exchange exchange) {
        exchange.answer(new Answer(200, TEXT, "ok\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /** 200 while the view can be read and the process's other roles can work; Kafka may be away. */
    void ready(Exchange exchange) {
        exchange.work(() -> {
            if (!status.rolesReady()) {
                throw Problem.starting();
            }
            ViewInfo info = reads.info();
            JsonBytes json = new JsonBytes(128).beginObject();
            json.name("status").text("ready");
            Long behindMs = status.behindMs();
            json.name("behind_ms");
            if (behindMs == null) {
                json.nothing();
            } else {
                json.number(behindMs.longValue());
            }
            json.name("generation").text(info.generation());
            return Answer.json(json.endObject().toBytes());
        });
    }

    void info(Exchange exchange) {
        exchange.work(() -> {
            ViewInfo view = reads.info();
            JsonBytes json = new JsonBytes(512).beginObject();
            json.name("service").text("credence");
            json.name("version").text(version());
            json.name("java").text(System.getProperty("java.version"));
            json.name("application_id").text(view.identity().applicationId());
            json.name("topics_prefix").text(view.identity().topicsPrefix());
            json.name("generation").text(view.generation());
            json.name("generation_created_at").instant(view.createdAtMs());
            json.name("as_of").instant(clock.millis());
            return Answer.json(json.endObject().toBytes());
        });
    }

    void stats(Exchange exchange) {
        exchange.requireNoParameters();
        exchange.work(() -> Answer.json(StatsJson.of(
                clock.millis(),
                reads.info(),
                reads.statistics(),
                reads.cacheStatistics(),
                reads.ledger(),
                operations.summary())));
    }

    void metrics(Exchange exchange) {
        metrics(exchange, registry);
    }

    static void metrics(Exchange exchange, PrometheusMeterRegistry registry) {
        exchange.work(() -> new Answer(200, PROMETHEUS, registry.scrape().getBytes(StandardCharsets.UTF_8)));
    }

    static String version() {
        return Objects.requireNonNullElse(
                ProcessEndpoints.class.getPackage().getImplementationVersion(), "development");
    }
}
