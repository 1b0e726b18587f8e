package dev.credence.query.http;

import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request and its one response. {@link #answer}, {@link #fail} and {@link #work} may be called from any thread. */
final class Exchange {
    private static final int OK = 200;

    private final HttpServerRequest request;
    private final Context context;
    private final Workers workers;
    private final String segment;
    private @Nullable String behindMs;

    /** @param segment the raw path segment that stands for {@code {id}}; empty if the route has none */
    Exchange(HttpServerRequest request, Context context, Workers workers, String segment) {
        this.request = request;
        this.context = context;
        this.workers = workers;
        this.segment = segment;
    }

    /** The raw path segment that stands for {@code {id}}: not decoded, not checked. */
    String segment() {
        return segment;
    }

    /** @throws Problem 400 if the path's id is none that a pattern could have */
    String id() {
        String id = segment;
        if (segment.indexOf('%') >= 0) {
            try {
                id = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                throw Problem.badId("the id is not percent-encoded UTF-8, was " + Quoted.of(segment));
            }
        }
        Refusal refusal = Rules.checkId(id);
        if (refusal != null) {
            throw Problem.badId(refusal.detail());
        }
        return id;
    }

    /** @throws Problem 400 if the query has another parameter */
    Parameters parameters(Set<String> allowed) {
        return Parameters.of(request.query(), allowed);
    }

    boolean hasNoParameters() {
        String query = request.query();
        return query == null || query.isEmpty();
    }

    /** @throws Problem 400 if the query has any parameter */
    void requireNoParameters() {
        Parameters unused = parameters(Set.of());
    }

    @Nullable
    String header(CharSequence name) {
        return request.getHeader(name);
    }

    /** The answer tells for how many milliseconds the view has been behind; null: it does not. Before it is answered. */
    void behind(@Nullable String milliseconds) {
        behindMs = milliseconds;
    }

    /** Answers with what {@code task} returns or throws, on a thread that may wait. */
    void work(Supplier<Answer> task) {
        long askedNanos = System.nanoTime();
        workers.run(() -> {
            try {
                requireInTime(askedNanos);
                answer(task.get());
            } catch (RuntimeException | Error thrown) {
                fail(thrown);
            }
        });
    }

    /** Whoever waited this long has gone, or asks again: answering those who wait less is worth more. */
    private void requireInTime(long askedNanos) {
        long waitedMs = (System.nanoTime() - askedNanos) / 1_000_000;
        if (waitedMs > workers.patienceMs()) {
            throw Problem.overloaded("the request waited " + waitedMs + " ms for a thread");
        }
    }

    /** Hands the whole body to {@code use}, on the event loop; answers 413 instead if it is longer than {@code most}. */
    void body(int most, Consumer<byte[]> use) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= most) {
                body.appendBuffer(chunk);
            } else if (!request.response().ended()) {
                refuseBody(most);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                guarded(() -> use.accept(body.getBytes()));
            }
        });
    }

    /** Runs what may throw a refusal. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }

    void fail(Throwable thrown) {
        answer(Failures.problem(thrown).answer());
    }

    void answer(Answer answer) {
        if (Vertx.currentContext() == context) {
            send(answer);
        } else {
            context.runOnContext(now -> send(answer));
        }
    }

    private void refuseBody(int most) {
        send(Problem.tooLarge("the body must have at most " + most + " bytes; send fewer ids at a time")
                .last()
                .answer());
    }

    private void send(Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (answer.status() != OK) {
            response.setStatusCode(answer.status());
        }
        CharSequence etag = answer.etag();
        if (etag != null) {
            response.putHeader(HttpHeaders.ETAG, etag);
        }
        if (behindMs != null) {
            response.putHeader(Staleness.HEADER, behindMs);
        }
        for (Map.Entry<String, String> header : answer.headers()) {
            response.putHeader(header.getKey(), header.getValue());
        }
        CharSequence mediaType = answer.mediaType();
        if (mediaType != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Lengths.text(answer.body().length));
        }
        if (mediaType == null || request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            // Not Buffer.buffer(): that copies.
            response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(answer.body())));
        }
        if (answer.isLast()) {
            LastAnswer.sent(request, context);
        }
    }
}
