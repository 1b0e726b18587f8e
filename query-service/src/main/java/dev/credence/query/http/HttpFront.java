package dev.credence.query.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening port and its event loops. Every request goes to one handler. */
final class HttpFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int ONE_PORT_FOR_ALL_LOOPS = 1;
    private static final long LOOK_MS = 500;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final int port;

    private HttpFront(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Listens.
     *
     * @param unrouted told the status of each answer that {@code handler} had no part in; on an event loop
     * @throws HttpPortException if the port cannot be bound
     */
    static HttpFront listen(Listening listening, Handler<HttpServerRequest> handler, IntConsumer unrouted) {
        String host = listening.host();
        int port = listening.port();
        HttpLimits limits = listening.limits();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(limits.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        AtomicInteger bound = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        HttpServerOptions options = new HttpServerOptions()
                // HTTP/1.1 alone: a second protocol would need limits of its own, and the answers are small.
                .setHttp2ClearTextEnabled(false)
                // No WebSocket is served; each of these has a look at every answer.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(limits.maxLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes());
        SocketAddress address = port == 0
                ? SocketAddress.sharedRandomPort(ONE_PORT_FOR_ALL_LOOPS, host)
                : SocketAddress.inetSocketAddress(port, host);
        try {
            await(vertx.deployVerticle(
                    () -> new Loop(
                            options,
                            address,
                            new Connections(limits.connections(), open, handler, unrouted),
                            new Unreadable(unrouted),
                            bound),
                    new DeploymentOptions().setInstances(limits.eventLoops())));
            return new HttpFront(vertx, bound.get());
        } catch (CompletionException failed) {
            await(vertx.close());
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new HttpPortException(
                    "http.port " + port + " of " + host + " cannot be listened on (" + cause.getMessage()
                            + "); choose another, or end the process that has it",
                    cause);
        }
    }

    int port() {
        return port;
    }

    /** Stops listening, lets running requests end, closes the connections. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** One event loop's share of the server. */
    private static final class Loop extends VerticleBase {
        private final HttpServerOptions options;
        private final SocketAddress address;
        private final Connections connections;
        private final Unreadable unreadable;
        private final AtomicInteger bound;
        private @Nullable HttpServer server;

        Loop(
                HttpServerOptions options,
                SocketAddress address,
                Connections connections,
                Unreadable unreadable,
                AtomicInteger bound) {
            this.options = options;
            this.address = address;
            this.connections = connections;
            this.unreadable = unreadable;
            this.bound = bound;
        }

        @Override
        public Future<?> start() {
            HttpServer created = vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(connections)
                    .invalidRequestHandler(unreadable)
                    .exceptionHandler(broken -> LOG.debug("A connection broke", broken));
            server = created;
            vertx.setPeriodic(LOOK_MS, tick -> connections.look());
            return created.listen(address).onSuccess(listening -> bound.set(listening.actualPort()));
        }

        @Override
        public Future<?> stop() {
            return Objects.requireNonNull(server).shutdown(GRACE);
        }
    }
}
