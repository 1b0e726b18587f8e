package dev.credence.bench.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** The same library, one event loop, and always the same answer: what an answer of that size costs at least. */
final class ConstantServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final int port;

    ConstantServer(byte[] body, String etag) {
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        CharSequence json = HttpHeaders.createOptimized("application/json");
        CharSequence length = HttpHeaders.createOptimized(Integer.toString(body.length));
        CharSequence tag = HttpHeaders.createOptimized(etag);
        Buffer buffer = Buffer.buffer(body);
        port = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(request -> request.response()
                        .putHeader(HttpHeaders.ETAG, tag)
                        .putHeader(HttpHeaders.CONTENT_TYPE, json)
                        .putHeader(HttpHeaders.CONTENT_LENGTH, length)
                        .end(buffer))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .actualPort();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
