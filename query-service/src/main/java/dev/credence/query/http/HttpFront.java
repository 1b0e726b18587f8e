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
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening port and its event loops. Every request goes to one handler. */
final class HttpFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int SHARED_RANDOM_PORT = -1;
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
     * @param port 0: any free one
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    static HttpFront listen(String host, int port, HttpLimits limits, Handler<HttpServerRequest> handler) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(limits.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        AtomicInteger bound = new AtomicInteger();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port == 0 ? SHARED_RANDOM_PORT : port)
                .setMaxInitialLineLength(limits.maxLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setIdleTimeout(limits.idleSeconds());
        try {
            await(vertx.deployVerticle(
                    () -> new Loop(options, handler, bound),
                    new DeploymentOptions().setInstances(limits.eventLoops())));
            return new HttpFront(vertx, bound.get());
        } catch (RuntimeException failed) {
            await(vertx.close());
            throw new HttpPortException(
                    "http.port " + port + " of " + host + " cannot be used: " + failed.getMessage()
                            + "; choose another, or end the process that has it",
                    failed);
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
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CompletionException("the HTTP server did not answer within 30 s", late);
        }
    }

    /** One event loop's share of the server. */
    private static final class Loop extends VerticleBase {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;
        private final AtomicInteger bound;
        private @org.jspecify.annotations.Nullable HttpServer server;

        Loop(HttpServerOptions options, Handler<HttpServerRequest> handler, AtomicInteger bound) {
            this.options = options;
            this.handler = handler;
            this.bound = bound;
        }

        @Override
        public Future<?> start() {
            HttpServer created = vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .invalidRequestHandler(Unreadable::answer)
                    .exceptionHandler(broken -> LOG.debug("A connection broke", broken));
            server = created;
            return created.listen().onSuccess(listening -> bound.set(listening.actualPort()));
        }

        @Override
        public Future<?> stop() {
            return Objects.requireNonNull(server).shutdown(GRACE);
        }
    }
}
