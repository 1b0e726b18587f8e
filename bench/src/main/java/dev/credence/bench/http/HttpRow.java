package dev.credence.bench.http;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.query.http.HttpLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a read over HTTP costs: one pattern beside a handler that always answers the same, on the same library in the same
 * run, by turns; and a hundred at once. Each server has one event loop, the client one thread: one processor each.
 */
public final class HttpRow implements Row {
    private static final int CONNECTIONS = 32;
    private static final int IDS = 100;
    private static final int KINDS = 1_024;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Duration round = Duration.ofSeconds(quick ? 2 : 4);
        int rounds = quick ? 3 : 7;
        try (ServedView served = new ServedView(HttpLimits.defaults().withEventLoops(1));
                HttpLoad gets = new HttpLoad(served.port(), CONNECTIONS)) {
            HttpResponse<byte[]> sample = sample(served.port());
            try (ConstantServer constant = new ConstantServer(
                            sample.body(), sample.headers().firstValue("ETag").orElse(""));
                    HttpLoad same = new HttpLoad(constant.port(), CONNECTIONS)) {
                Supplier<byte[]> get = any(served::get);
                same.closed(round, get);
                gets.closed(round, get);
                double[] ratios = new double[rounds];
                for (int i = 0; i < rounds; i++) {
                    ratios[i] = ratio(same.closed(round, get), gets.closed(round, get), progress);
                }
                Arrays.sort(ratios);
                quarter("constant", same, round, get, progress);
                HttpLoad.Result quarter = quarter("GET", gets, round, get, progress);
                return List.of(
                        Measure.atLeast(name(), "GET of one pattern / constant answer", ratios[rounds / 2], 0.85, 0.95),
                        Measure.atMost(name(), "GET at a quarter of its peak, p99 ms", quarter.goodMs(99), 10, 1),
                        Measure.atLeast(
                                name(),
                                "batchGet of " + IDS + ", patterns/s",
                                batches(gets, round, any(() -> served.batchGet(IDS)), progress),
                                300_000,
                                1_000_000));
            }
        }
    }

    private static double ratio(HttpLoad.Result constant, HttpLoad.Result get, PrintWriter progress) {
        require(get);
        progress.printf(
                Locale.ROOT,
                "  constant %,.0f/s (client busy %.0f %%), GET %,.0f/s (client busy %.0f %%), p99 %.2f ms: %.3f%n",
                constant.perSecond(200),
                100 * constant.busy(),
                get.perSecond(200),
                100 * get.busy(),
                get.goodMs(99),
                get.perSecond(200) / constant.perSecond(200));
        progress.flush();
        return get.perSecond(200) / constant.perSecond(200);
    }

    private static HttpLoad.Result quarter(
            String what, HttpLoad gets, Duration round, Supplier<byte[]> get, PrintWriter progress) throws IOException {
        double peak = gets.closed(round, get).perSecond(200);
        HttpLoad.Result warmedUp = gets.open(round, peak / 4, get);
        require(warmedUp);
        HttpLoad.Result result = gets.open(round.multipliedBy(2), peak / 4, get);
        require(result);
        progress.printf(
                Locale.ROOT,
                "  %s at %,.0f/s, open loop: p50 %.3f, p99 %.3f, p99.9 %.3f ms; the client itself stalled for up to %.3f ms%n",
                what,
                result.perSecond(200),
                result.goodMs(50),
                result.goodMs(99),
                result.goodMs(99.9),
                result.stalledMs());
        return result;
    }

    private static double batches(HttpLoad load, Duration round, Supplier<byte[]> batch, PrintWriter progress)
            throws IOException {
        load.closed(round, batch);
        HttpLoad.Result result = load.closed(round.multipliedBy(2), batch);
        require(result);
        progress.printf(
                Locale.ROOT,
                "  batchGet of %d: %,.0f batches/s (client busy %.0f %%), p99 %.2f ms%n",
                IDS,
                result.perSecond(200),
                100 * result.busy(),
                result.goodMs(99));
        progress.flush();
        return result.perSecond(200) * IDS;
    }

    /** Made beforehand, so that the client does not spend its time on it. */
    private static Supplier<byte[]> any(Supplier<byte[]> requests) {
        byte[][] made = new byte[KINDS][];
        Arrays.setAll(made, i -> requests.get());
        int[] next = new int[1];
        return () -> made[next[0]++ & (KINDS - 1)];
    }

    /** Errors are no operations, and a run with any shows nothing. */
    private static void require(HttpLoad.Result result) {
        if (result.byStatus().size() != 1 || result.perSecond(200) == 0) {
            throw new IllegalStateException("not all answers were 200: " + result.byStatus());
        }
    }

    private static HttpResponse<byte[]> sample(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/patterns/pattern:1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
