package dev.credence.query.http;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.VertxConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop, and how long each keeps it waiting: for a first head, for the end of a body, for the
 * next request. Who trickles bytes waits no longer than who sends none. Confined to the event loop, but for the count.
 */
final class Connections implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /*
     * One look at all every half second instead of a timer each: a request costs one lookup and no allocation. A connection
     * above the limit is told so at its first request, if that comes within a second or two; those above that are closed.
     */
    private static final int TOLD = 64;
    private static final int TOLD_WITHIN_MS = 1_000;

    /** Requests that may come one after the other while answers wait to be read: more is a client that reads none. */
    private static final int MOST_UNREAD = 1_024;

    private final ConnectionLimits limits;
    private final AtomicInteger open;
    private final Handler<HttpServerRequest> next;
    private final IntConsumer unrouted;
    private final Map<HttpConnection, State> states = new HashMap<>();

    private static final class State {
        final boolean above;
        boolean asked;
        int unread;

        /** When the last request came; until the first, when the connection was opened. */
        long sinceNanos;

        @Nullable
        HttpServerRequest body;

        State(boolean above, long now) {
            this.above = above;
            this.sinceNanos = now;
        }
    }

    /**
     * @param open of all event loops
     * @param next takes the requests
     * @param unrouted told the status of each answer to a request that {@code next} was not given
     */
    Connections(ConnectionLimits limits, AtomicInteger open, Handler<HttpServerRequest> next, IntConsumer unrouted) {
        this.limits = limits;
        this.open = open;
        this.next = next;
        this.unrouted = unrouted;
    }

    void opened(HttpConnection connection) {
        int number = open.incrementAndGet();
        states.put(connection, new State(number > limits.most(), System.nanoTime()));
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            states.remove(connection);
        });
        if (number > limits.most() + TOLD) {
            end(connection);
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        State state = states.get(request.connection());
        if (state != null) {
            state.asked = true;
            state.sinceNanos = System.nanoTime();
            state.body = request.isEnded() ? null : request;
            state.unread = request.response().writeQueueFull() ? state.unread + 1 : 0;
            if (state.unread > MOST_UNREAD) {
                end(request.connection());
                return;
            }
            if (state.above) {
                Problem above = Problem.overloaded("more than " + limits.most() + " connections are open");
                LastAnswer.send(request, above);
                unrouted.accept(above.status());
                return;
            }
        }
        next.handle(request);
    }

    /** Ends what has kept the loop waiting for too long. */
    void look() {
        long now = System.nanoTime();
        List.copyOf(states.entrySet()).forEach(entry -> lookOrEnd(entry.getKey(), entry.getValue(), now));
    }

    /** What fails with one connection ends that one, so that the others are looked at all the same. */
    private void lookOrEnd(HttpConnection connection, State state, long now) {
        try {
            look(connection, state, now);
        } catch (RuntimeException failed) {
            LOG.error("a connection that took too long could not be told so", failed);
            end(connection);
        }
    }

    private void look(HttpConnection connection, State state, long now) {
        HttpServerRequest body = state.body;
        if (body != null && body.isEnded()) {
            state.body = null;
        } else if (body != null && isOver(state, now, limits.bodyMs())) {
            late(body);
        } else if (isOver(state, now, state.asked ? limits.idleMs() : state.above ? TOLD_WITHIN_MS : limits.headMs())) {
            end(connection);
        }
    }

    /** At once, past the library's own end, which first sends what is to be sent and waits for ever for who does not read. */
    private static void end(HttpConnection connection) {
        ChannelFuture unused =
                ((VertxConnection) connection).channelHandlerContext().close();
    }

    private void late(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        // After a head, such as that of a stream, there is no place for a status.
        if (response.ended() || response.headWritten()) {
            end(request.connection());
            return;
        }
        LastAnswer.send(
                request,
                new Problem(
                        408,
                        "request-timeout",
                        "The request took too long to come",
                        "the body was not whole " + limits.bodyMs() + " ms after its head; send it faster"));
    }

    private static boolean isOver(State state, long now, long mostMs) {
        return now - state.sinceNanos > TimeUnit.MILLISECONDS.toNanos(mostMs);
    }
}
