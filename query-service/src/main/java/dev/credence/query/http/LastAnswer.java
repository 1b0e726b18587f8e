package dev.credence.query.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose request was answered before its body was read. What still comes is dropped for a moment:
 * bytes that arrive at a closed socket would make the client's system throw the answer away before the client reads it.
 */
final class LastAnswer {
    private static final long LINGER_MS = TimeUnit.SECONDS.toMillis(1);

    private LastAnswer() {}

    /** Answers and ends the connection. Called on the event loop. */
    static void send(HttpServerRequest request, Problem problem) {
        Answer answer = problem.last().answer();
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.putHeader("Content-Type", String.valueOf(answer.mediaType()));
        response.end(Buffer.buffer(answer.body()));
        sent(request, Objects.requireNonNull(Vertx.currentContext()));
    }

    /** Closes the connection once the body has come, or after a moment. Called on the event loop. */
    static void sent(HttpServerRequest request, Context context) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long timer =
                context.owner().setTimer(LINGER_MS, late -> request.connection().close());
        request.handler(dropped -> {});
        request.exceptionHandler(gone -> context.owner().cancelTimer(timer));
        request.endHandler(all -> {
            context.owner().cancelTimer(timer);
            request.connection().close();
        });
    }
}
