package dev.credence.query.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Answers requests that are no HTTP, or too long to be read; their connections end with it. */
final class Unreadable {
    private Unreadable() {}

    static void answer(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Answer answer = problem(cause).answer();
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", String.valueOf(answer.mediaType()))
                .putHeader("Connection", "close")
                .end(Buffer.buffer(answer.body()))
                .onComplete(sent -> request.connection().close());
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
