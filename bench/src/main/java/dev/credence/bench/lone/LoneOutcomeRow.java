package dev.credence.bench.lone;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.stack.Stack;
import dev.credence.cli.runtime.Clients;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One outcome at a time, the next only after a pause in which everything falls idle: from the call that publishes it to
 * the HTTP answer that counts it.
 */
public final class LoneOutcomeRow implements Row {
    private static final int WARM_UP = 50;
    private static final int OUTCOMES = 300;
    private static final int QUICK_WARM_UP = 20;
    private static final int QUICK_OUTCOMES = 80;
    private static final double MUST_MS = 250;
    private static final double AIM_MS = 100;

    @Override
    public String name() {
        return "lone";
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        try (Stack stack = Stack.start(line -> progress.println("  " + line));
                Publisher publisher = Publisher.open(Clients.publisher(
                        stack.up().settings(), Clients.catalogue(stack.up().settings())))) {
            publisher
                    .publish(Pattern.ofText("lone", "strategy", "One at a time."))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            Session session = new Session(stack.up().url(), publisher);
            session.measure(quick ? QUICK_WARM_UP : WARM_UP);
            Histogram latencies = session.measure(quick ? QUICK_OUTCOMES : OUTCOMES);
            progress.printf(
                    java.util.Locale.ROOT,
                    "  %d lone outcomes: p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                    latencies.getTotalCount(),
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(99) / 1e3,
                    latencies.getMaxValue() / 1e3);
            return List.of(Measure.atMost(
                    name(),
                    "publish → readable over HTTP, p99, ms",
                    latencies.getValueAtPercentile(99) / 1e3,
                    MUST_MS,
                    AIM_MS));
        }
    }

    /** Counts what it published, and demands that the answer counts the same. */
    private static final class Session {
        private final HttpClient http = HttpClient.newHttpClient();
        private final SplittableRandom random = new SplittableRandom(7);
        private final String url;
        private final Publisher publisher;
        private long published;

        Session(String url, Publisher publisher) {
            this.url = url;
            this.publisher = publisher;
        }

        /** Latencies in microseconds. */
        Histogram measure(int outcomes) throws Exception {
            Histogram latencies = new Histogram(60_000_000L, 3);
            for (int i = 0; i < outcomes; i++) {
                // Longer than the idle window and a commit; random, so as not to fall in step with any of the timers.
                TimeUnit.MILLISECONDS.sleep(120 + random.nextInt(80));
                long began = System.nanoTime();
                Receipt receipt = publisher
                        .publish(Outcome.of("lone", Result.SUCCESS, System.currentTimeMillis()))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                published++;
                demandCounted(receipt);
                latencies.recordValue((System.nanoTime() - began) / 1_000);
            }
            return latencies;
        }

        private void demandCounted(Receipt receipt) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/v1/patterns/lone?wait=10000&after="
                                    + URLEncoder.encode(receipt.toString(), StandardCharsets.UTF_8)))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"usage_count\":" + published + ",")) {
                throw new IllegalStateException(
                        "after " + published + " outcomes the answer was " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
