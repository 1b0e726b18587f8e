package dev.credence.query.http;

import dev.credence.query.json.InfoJson;
import dev.credence.query.json.JsonBytes;
import dev.credence.query.json.StatsJson;
import dev.credence.query.read.Operations;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.ServingStatus;
import dev.credence.query.read.Statistics;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewNotReadyException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

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
                String obstacle = status.obstacle();
                throw obstacle == null ? Problem.starting() : Problem.starting(waiting(obstacle));
            }
            ViewInfo info = reads.info();
            JsonBytes json = new JsonBytes(128).beginObject();
            json.name("status").text("ready");
            Long behindMs = status.behindMs(info, clock.millis());
            json.name("behind_ms");
            if (behindMs == null) {
                json.nothing();
            } else {
                json.number(behindMs.longValue());
            }
            json.name("generation").text(info.generation());
            nameObstacle(json, status.obstacle());
            return Answer.json(json.endObject().toBytes());
        });
    }

    /** Why something is not ready yet. */
    static String waiting(String obstacle) {
        return "the view cannot be written: " + obstacle;
    }

    /** Says what keeps the view from being written, if anything does. */
    static void nameObstacle(JsonBytes json, @Nullable String obstacle) {
        if (obstacle != null) {
            json.name("obstacle").text(obstacle);
        }
    }

    /** Answers from the start; what only the view knows is null until there is one. */
    void info(Exchange exchange) {
        exchange.work(() -> {
            ViewInfo view = viewOrNull();
            return Answer.json(InfoJson.of(
                    clock.millis(),
                    status.process(),
                    view == null ? null : view.generation(),
                    view == null ? -1 : view.createdAtMs()));
        });
    }

    void stats(Exchange exchange) {
        exchange.requireNoParameters();
        exchange.work(() -> Answer.json(statistics()));
    }

    /** @throws ViewNotReadyException while there is no view */
    byte[] statistics() {
        return StatsJson.of(Statistics.of(clock.millis(), reads, operations.summary(), status));
    }

    private @Nullable ViewInfo viewOrNull() {
        try {
            return reads.info();
        } catch (ViewNotReadyException none) {
            return null;
        }
    }

    void metrics(Exchange exchange) {
        metrics(exchange, registry);
    }

    static void metrics(Exchange exchange, PrometheusMeterRegistry registry) {
        exchange.work(() -> new Answer(200, PROMETHEUS, registry.scrape().getBytes(StandardCharsets.UTF_8)));
    }
}
