package dev.credence.client.http;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Requests to one service, over connections that are kept. Thread-safe. */
final class Requests {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long MOST_PAUSE_MS = 2_000;
    /** So that the request's own timeout, which tells connecting from answering, comes first. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final HttpTarget target;
    private final HttpClient client;

    Requests(HttpTarget target) {
        this.target = target;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(target.connectTimeout())
                .build();
    }

    HttpRequest.Builder to(String path) {
        return to(path, Duration.ZERO);
    }

    /** @param wait how long the service was asked to wait before it answers */
    HttpRequest.Builder to(String path, Duration wait) {
        String base = target.url().toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(target.timeout().plus(wait));
        String key = target.apiKey();
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    /** Sends what may be repeated without harm: again if nobody answered, or whoever did could not now. */
    CompletableFuture<Reply> repeatable(HttpRequest request) {
        return send(request, (reply, failure) -> failure != null || Problems.saysNotNow(reply), 1);
    }

    /** Sends what may not be repeated once somebody looked at it: again only if nobody did. */
    CompletableFuture<Reply> once(HttpRequest request) {
        return send(
                request,
                (reply, failure) -> failure == null ? Problems.saysNothingWasTaken(reply) : neverConnected(failure),
                1);
    }

    private CompletableFuture<Reply> send(HttpRequest request, Again again, int attempt) {
        CompletableFuture<Reply> settled = new CompletableFuture<>();
        var unused = answer(request).whenComplete((response, thrown) -> {
            Throwable failure = cause(thrown);
            Reply reply = failure == null ? Reply.of(response) : null;
            if (attempt < target.attempts() && again.test(reply, failure)) {
                after(pause(reply, attempt)).execute(() -> follow(settled, send(request, again, attempt + 1)));
            } else if (reply == null) {
                settled.completeExceptionally(failure(request.uri(), failure));
            } else {
                settled.complete(reply);
            }
        });
        return settled;
    }

    /** The request's own timeout ends when the headers are there: the body needs an end of its own. */
    private CompletableFuture<HttpResponse<byte[]>> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, BodyHandlers.ofByteArray());
        Duration whole = request.timeout().orElse(target.timeout()).plus(MARGIN);
        return sent.copy().orTimeout(whole.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(thrown -> {
            if (!(cause(thrown) instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(thrown);
            }
            // Only the future that the JDK's client gave lets go of the connection.
            sent.cancel(true);
            return CompletableFuture.failedFuture(new HttpTimeoutException("the answer did not end"));
        });
    }

    private static void follow(CompletableFuture<Reply> settled, CompletableFuture<Reply> next) {
        var unused = next.whenComplete((reply, failure) -> {
            if (failure == null) {
                settled.complete(reply);
            } else {
                settled.completeExceptionally(failure);
            }
        });
    }

    private static Executor after(long pauseMs) {
        return CompletableFuture.delayedExecutor(pauseMs, TimeUnit.MILLISECONDS);
    }

    /** Twice as long each time, by chance up to half as much again, and as long as the service asks for within reason. */
    private static long pause(@Nullable Reply reply, int attempt) {
        long pause = FIRST_PAUSE_MS << (attempt - 1);
        long asked = reply == null ? 0 : TimeUnit.SECONDS.toMillis(reply.retryAfterSeconds());
        return Math.min(
                MOST_PAUSE_MS,
                Math.max(asked, pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1)));
    }

    private static @Nullable Throwable cause(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static boolean neverConnected(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private CredenceException failure(URI asked, @Nullable Throwable failure) {
        String reason = failure == null
                ? ""
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return failure instanceof IOException
                ? new UnavailableException(
                        "no answer from " + asked + " within "
                                + target.timeout().toMillis() + " ms (" + reason
                                + "); check that the service runs and the address is right",
                        failure)
                : new CredenceException("cannot ask " + asked + ": " + reason, failure);
    }

    /** Whether to send again; of the two one is null. */
    private interface Again extends BiPredicate<@Nullable Reply, @Nullable Throwable> {}
}
