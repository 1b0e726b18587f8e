package dev.credence.bench.critical;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import dev.credence.storage.ViewNotReadyException;
import dev.credence.storage.ViewReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Publishes critical outcomes at a steady rate while a backlog lasts, each of a pattern of its own. */
final class Urgent {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long AT_MOST_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Histogram latencies = new ConcurrentHistogram(60_000_000L, 3);
    private final String url;
    private final Publisher publisher;
    private final ViewReader view;
    private final long target;
    private double ordinaryPerSecond;

    /** @param target how many outcomes the view counts when the backlog is through */
    Urgent(String url, Publisher publisher, ViewReader view, long target) {
        this.url = url;
        this.publisher = publisher;
        this.view = view;
        this.target = target;
    }

    /** Outcomes of the backlog a second, from the first that was urgent on. */
    double ordinaryPerSecond() {
        return ordinaryPerSecond;
    }

    /**
     * Latencies in microseconds of those that were answered while the backlog lasted.
     *
     * @param begun whether the first part of the backlog is committed
     */
    Histogram measure(BooleanSupplier begun) throws Exception {
        long began = System.nanoTime();
        long atFirst = ordinary();
        while (!begun.getAsBoolean()) {
            requireTime(began);
            LockSupport.parkNanos(EVERY_NANOS);
        }
        long first = System.nanoTime();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (long due = System.nanoTime(); ordinary() < target; due += EVERY_NANOS) {
            requireTime(began);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(publish("critical:" + target + ":" + answers.size(), due));
        }
        ordinaryPerSecond = (target - atFirst) / ((System.nanoTime() - first) / 1e9);
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
        return latencies;
    }

    private CompletableFuture<Void> publish(String id, long due) {
        Outcome outcome =
                new Outcome(id, Result.SUCCESS, 1.0, System.currentTimeMillis(), null, null, Priority.CRITICAL);
        return publisher
                .publish(outcome)
                .toCompletableFuture()
                .thenCompose(receipt -> http.sendAsync(request(id, receipt), BodyHandlers.ofString()))
                .thenAccept(answer -> answered(answer, due));
    }

    private HttpRequest request(String id, Receipt receipt) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/patterns/" + id + "?wait=30000&after="
                        + URLEncoder.encode(receipt.toString(), StandardCharsets.UTF_8)))
                .build();
    }

    /** There is no such pattern, and the answer says that one outcome waits for it: the one that was published. */
    private void answered(HttpResponse<String> answer, long due) {
        long tookMicros = (System.nanoTime() - due) / 1_000;
        if (answer.statusCode() != 404 || !answer.body().contains("\"waiting_outcomes\":1")) {
            throw new IllegalStateException(
                    "a critical outcome was answered by " + answer.statusCode() + " " + answer.body());
        }
        if (ordinary() < target) {
            latencies.recordValue(tookMicros);
        }
    }

    private long ordinary() {
        try {
            return view.ledger().stream()
                    .map(entry -> entry.row())
                    .filter(row -> row.topic().endsWith(".confidence"))
                    .mapToLong(row -> row.consumed())
                    .sum();
        } catch (ViewNotReadyException notYet) {
            return 0;
        }
    }

    private static void requireTime(long began) {
        if (System.nanoTime() - began > AT_MOST_NANOS) {
            throw new IllegalStateException("the backlog was not worked off within five minutes");
        }
    }
}
