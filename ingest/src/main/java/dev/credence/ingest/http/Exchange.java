package dev.credence.ingest.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its one response. Made on the event loop; {@link #answer} and {@link #fail} work from any thread. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final Context context = Objects.requireNonNull(Vertx.currentContext());

    /** Of the event loop. */
    private @Nullable IncomingBody body;

    Exchange(HttpServerRequest request) {
        this.request = request;
    }

    /**
     * Hands the whole body to {@code use}, on the event loop. Answers 413 instead if it is longer than {@code most}, 503 if
     * it is more than {@code budget} has left. What it took of that is given back with the answer, or when the client goes
     * away before the body is whole.
     */
    void body(int most, BodyBudget budget, Consumer<byte[]> use) {
        IncomingBody incoming = new IncomingBody(most, budget.share());
        body = incoming;
        HttpServerResponse response = request.response();
        response.closeHandler(gone -> incoming.abort());
        // Not only here: a body that is late is answered by the server's front.
        response.bodyEndHandler(answered -> incoming.end());
        request.handler(chunk -> {
            Problem refusal = response.ended() ? null : incoming.add(chunk);
            if (refusal != null) {
                send(refusal, Documents.of(refusal));
            }
        });
        request.endHandler(end -> {
            if (!response.ended()) {
                guarded(() -> use.accept(incoming.handOn()));
            }
        });
    }

    /** Runs what may throw a {@link Problem}. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** 202 if anything was accepted, else what stood in the way. */
    void answer(WriteResult result) {
        KafkaFailure failure = result.failure();
        if (failure != null) {
            fail(Problem.kafkaUnreachable(failure.detail(), result));
        } else if (result.receipts().isEmpty()) {
            fail(Problem.badBody(
                    result.rejected().isEmpty()
                            ? "the body holds no line"
                            : "none of the lines can be taken; the first: "
                                    + result.rejected().get(0),
                    result));
        } else {
            byte[] document = Documents.of(result);
            context.runOnContext(now -> send(202, "application/json", Map.of(), document));
        }
    }

    void fail(RuntimeException thrown) {
        if (!(thrown instanceof Problem)) {
            LOG.error("a request to write failed", thrown);
        }
        Problem problem = thrown instanceof Problem known ? known : Problem.internal();
        byte[] document = Documents.of(problem);
        context.runOnContext(now -> send(problem, document));
    }

    private void send(Problem problem, byte[] document) {
        send(problem.status, "application/problem+json", problem.headers, document);
    }

    private void send(int status, String mediaType, Map<String, String> headers, byte[] document) {
        if (body != null) {
            // Also where nobody is left to be answered.
            body.end();
        }
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", mediaType);
        headers.forEach(response::putHeader);
        response.end(Buffer.buffer(document)).onFailure(e -> LOG.debug("the client went away", e));
    }
}
