package dev.credence.bench.live;

import dev.credence.ingest.publish.Receipt;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Asks over HTTP for each sampled outcome, waiting for its receipt, and demands that the answer counts it and all of its
 * pattern before it. Thread-safe.
 */
final class Samples implements Flow.Sampling {
    private static final Pattern WAITING = Pattern.compile("\"waiting_outcomes\":(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> answers = new ConcurrentLinkedQueue<>();
    private final Histogram micros = new ConcurrentHistogram(120_000_000L, 3);
    private final String url;

    Samples(String url) {
        this.url = url;
    }

    @Override
    public void acknowledged(String id, long published, long dueNanos, RecordMetadata at) {
        String receipt = new Receipt(at.topic(), at.partition(), at.offset()).toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/patterns/" + id + "?wait=30000&after="
                        + URLEncoder.encode(receipt, StandardCharsets.UTF_8)))
                .build();
        answers.add(http.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(answer -> answered(answer, published, dueNanos)));
    }

    /** From when each was due until it was readable, in microseconds; returns when all are. */
    Histogram readable() throws Exception {
        for (CompletableFuture<Void> answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.get(1, TimeUnit.MINUTES);
        }
        return micros;
    }

    /** No pattern is stored under its id, and the answer says how many outcomes wait for one. */
    private void answered(HttpResponse<String> answer, long published, long dueNanos) {
        long took = System.nanoTime() - dueNanos;
        Matcher waiting = WAITING.matcher(answer.body());
        if (answer.statusCode() != 404 || !waiting.find() || Long.parseLong(waiting.group(1)) < published) {
            throw new IllegalStateException("the outcome " + published + " of a pattern was answered by "
                    + answer.statusCode() + " " + answer.body());
        }
        micros.recordValue(took / 1_000);
    }
}
