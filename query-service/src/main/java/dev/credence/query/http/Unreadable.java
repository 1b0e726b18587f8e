package dev.credence.query.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.IntConsumer;

/** Answers requests that are no HTTP, or too long to be read; their connections end with it. Thread-safe. */
final class Unreadable implements Handler<HttpServerRequest> {
    private final IntConsumer unrouted;

    /** @param unrouted told the status of each answer */
    Unreadable(IntConsumer unrouted) {
        this.unrouted = unrouted;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Answer answer = problem(cause).answer();
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", String.valueOf(answer.mediaType()))
                .putHeader("Connection", "close")
                .end(Buffer.buffer(answer.body()))
                .onComplete(sent -> request.connection().close());
        unrouted.accept(answer.status());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Problem(
                    414, "uri-too-long", "The request line is too long", "path and query are too long; shorten them");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Problem(431, "headers-too-large", "The headers are too large", "send fewer or shorter headers");
        }
        return new Problem(400, "bad-request", "Not HTTP", "the request could not be read as HTTP/1.1");
    }
}
