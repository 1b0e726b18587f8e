package dev.credence.query.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * {@code GET /v1/live}: server-sent events to all who listen, at a steady pace. What is sent is computed once for all of
 * them, and not at all while nobody listens. Thread-safe.
 */
final class LiveFeed implements AutoCloseable {
    static final String PATH = "/v1/live";

    /*
     * A stream ends by itself after `Limits.longest`, and clients come again: so whoever's key was removed is out by then,
     * and no connection is held for ever by one who does not read. To one who reads too slowly nothing is queued: the next
     * event has newer figures anyway.
     */
    private final Limits limits;
    private final Supplier<Buffer> events;
    private final Semaphore free;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "credence-live");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    /**
     * How much of it there is.
     *
     * @param most who may listen at once
     * @param every from one event to the next
     * @param longest a stream goes on
     */
    record Limits(int most, Duration every, Duration longest) {
        static final Limits DEFAULTS = new Limits(64, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private record Listener(HttpServerResponse response, Context context, long endsAtNanos) {}

    /** @param events called on one thread; what it throws is not sent, and ends nothing */
    LiveFeed(Limits limits, Supplier<Buffer> events) {
        this.limits = limits;
        this.events = events;
        this.free = new Semaphore(limits.most());
        long nanos = limits.every().toNanos();
        Future<?> unused = clock.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** On an event loop. */
    void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.query() != null && !request.query().isEmpty()) {
            refuse(response, Problem.badParameter(PATH + " takes no parameters"));
        } else if (request.method().equals(HttpMethod.HEAD)) {
            head(response).end();
        } else if (closed || !free.tryAcquire()) {
            refuse(response, Problem.overloaded("more than " + limits.most() + " listen already"));
        } else {
            listen(response);
        }
    }

    private void listen(HttpServerResponse response) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        Listener listener = new Listener(
                response, context, System.nanoTime() + limits.longest().toNanos());
        AtomicBoolean left = new AtomicBoolean();
        response.endHandler(end -> leave(listener, left));
        response.closeHandler(gone -> leave(listener, left));
        var unused = head(response).setChunked(true).write("retry: 2000\n\n");
        listeners.add(listener);
    }

    private void leave(Listener listener, AtomicBoolean left) {
        if (left.compareAndSet(false, true)) {
            listeners.remove(listener);
            free.release();
        }
    }

    private void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            Buffer next = events.get();
            long now = System.nanoTime();
            listeners.forEach(listener -> listener.context().runOnContext(turn -> send(listener, next, now)));
        } catch (RuntimeException failed) {
            Problem unused = Failures.problem(failed);
        }
    }

    private static void send(Listener listener, Buffer next, long now) {
        HttpServerResponse response = listener.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (now - listener.endsAtNanos() >= 0) {
            response.end();
        } else if (!response.writeQueueFull()) {
            response.write(next);
        }
    }

    private static HttpServerResponse head(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private static void refuse(HttpServerResponse response, Problem problem) {
        Answer answer = problem.answer();
        response.setStatusCode(answer.status());
        answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType());
        response.end(Buffer.buffer(answer.body()));
    }

    /** Ends all streams and takes no more listeners. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        listeners.forEach(listener -> listener.context().runOnContext(turn -> {
            if (!listener.response().ended()) {
                listener.response().end();
            }
        }));
    }
}
