package dev.credence.ingest.http;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import dev.credence.ingest.lines.DocumentReader;
import dev.credence.ingest.lines.LineParser;
import dev.credence.ingest.lines.LineReader;
import dev.credence.ingest.publish.EventSender;
import dev.credence.ingest.publish.Publisher;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of the writing routes, each for a whole request on an event loop of any server. They answer when Kafka has
 * acknowledged; while its buffer is full, requests wait on threads of their own and further ones are refused. So is what
 * comes while the bodies of others take all the memory that is meant for them.
 *
 * <p>A body must say that it is JSON: what a foreign web page can send without asking is refused with 415.
 */
public final class WritingRoutes implements AutoCloseable {
    /** Longest body, in bytes. */
    public static final int MAX_BODY_BYTES = LineReader.MAX_LINE_BYTES;

    private static final int THREADS = 4;
    private static final int WAITING_REQUESTS = 64;

    private final Publisher publisher;
    private final BodyBudget bodies;
    private final LineParser<Pattern> patterns = LineParser.patterns();
    private final LineParser<Outcome> outcomes;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_REQUESTS), task -> {
                Thread thread = new Thread(task, "credence-ingest");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * @param publisher stays open when this closes; its delivery timeout is how long a client waits for a 503
     * @param clock the time of outcomes that do not say when they occurred
     */
    public WritingRoutes(Publisher publisher, InstantSource clock) {
        this(publisher, clock, BodyBudget.ofHeap(MAX_BODY_BYTES));
    }

    /** @param bodies of all requests together */
    WritingRoutes(Publisher publisher, InstantSource clock, BodyBudget bodies) {
        this.publisher = publisher;
        this.bodies = bodies;
        this.outcomes = LineParser.outcomes(clock);
    }

    /** {@code POST /v1/patterns}. */
    public void postPatterns(HttpServerRequest request) {
        post(request, patterns, publisher::publish);
    }

    /** {@code POST /v1/confidence}. */
    public void postConfidence(HttpServerRequest request) {
        post(request, outcomes, publisher::publish);
    }

    /** {@code DELETE /v1/patterns/{id}}; the id is the last segment of the path. */
    public void deletePattern(HttpServerRequest request) {
        Exchange exchange = new Exchange(request);
        exchange.guarded(() -> {
            requireNoParameters(request);
            String id = id(String.valueOf(request.path()));
            TraceParent trace = trace(request);
            run(exchange, () -> {
                WriteBatch<String> batch = new WriteBatch<>(publisher::delete, trace, exchange::answer);
                batch.value(1, id, null);
                batch.end();
            });
        });
    }

    /** Takes no more requests; those under way are answered as the publisher settles them. */
    @Override
    public void close() {
        workers.shutdown();
    }

    private <T> void post(HttpServerRequest request, LineParser<T> parser, EventSender<T> send) {
        Exchange exchange = new Exchange(request);
        exchange.guarded(() -> {
            requireNoParameters(request);
            TraceParent trace = trace(request);
            boolean lines = saysLines(request.getHeader("Content-Type"));
            exchange.body(
                    MAX_BODY_BYTES,
                    bodies,
                    body -> run(exchange, () -> {
                        WriteBatch<T> batch = new WriteBatch<>(send, trace, exchange::answer);
                        read(body, lines, parser, batch);
                        batch.end();
                    }));
        });
    }

    private void run(Exchange exchange, Runnable task) {
        try {
            workers.execute(() -> exchange.guarded(task));
        } catch (RejectedExecutionException e) {
            throw Problem.overloaded("more requests want to write than are taken at once");
        }
    }

    private static <T> void read(byte[] body, boolean lines, LineParser<T> parser, WriteBatch<T> batch) {
        if (!lines) {
            new DocumentReader<>(parser).read(body, batch);
            return;
        }
        try {
            new LineReader<>(parser, batch).read(new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean saysLines(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.equals("application/x-ndjson")) {
            throw Problem.mediaType(contentType);
        }
        return type.equals("application/x-ndjson");
    }

    /** Null also for what is none: W3C's rule is that a bad header is ignored, not that the request fails. */
    private static @Nullable TraceParent trace(HttpServerRequest request) {
        return TraceParent.orNull(request.getHeader(TraceParent.NAME));
    }

    private static void requireNoParameters(HttpServerRequest request) {
        if (request.query() != null && !request.query().isEmpty()) {
            throw Problem.badParameter("this route takes no parameters, had some after the ?");
        }
    }

    private static String id(String path) {
        String segment = path.substring(path.lastIndexOf('/') + 1);
        String id;
        try {
            id = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badId("the id is not percent-encoded UTF-8");
        }
        Refusal refusal = Rules.checkId(id);
        if (refusal != null) {
            throw Problem.badId(refusal.detail());
        }
        return id;
    }
}
