package dev.credence.bench.http;

import static java.util.Objects.requireNonNull;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.query.http.HttpLimits;
import dev.credence.query.http.Mount;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a read over HTTP costs: one pattern beside a handler that always answers the same, on the same server, by turns; and
 * a hundred at once. A third contestant is the library alone, a server with its defaults and that handler: it tells what
 * limits, host check and meters of the server cost. A server has one event loop, the client one thread: one processor each.
 * The hundred at once stand beside Redis, where it is installed.
 */
public final class HttpRow implements Row {
    private static final String CONSTANT = "/constantly/";
    private static final int CONNECTIONS = 32;
    private static final int IDS = 100;
    private static final int KINDS = 1_024;
    private static final Duration TURN = Duration.ofMillis(500);
    private static final int REDIS_PIPELINED = 4;
    private static final int REDIS_TURNS = 15;
    private static final int QUICK_REDIS_TURNS = 5;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Duration round = Duration.ofSeconds(quick ? 1 : 4);
        int turns = quick ? 10 : 56;
        AtomicReference<ConstantAnswer> answer = new AtomicReference<>();
        Mount mount = new Mount(
                "GET",
                CONSTANT + "{id}",
                request -> requireNonNull(answer.get()).handle(request));
        try (ServedView served = new ServedView(HttpLimits.defaults().withEventLoops(1), List.of(mount));
                HttpLoad load = new HttpLoad(served.port(), CONNECTIONS)) {
            HttpResponse<byte[]> sample = sample(served.port());
            ConstantAnswer made = new ConstantAnswer(
                    sample.body(), sample.headers().firstValue("ETag").orElse(""));
            answer.set(made);
            Supplier<byte[]> get = any(served::get);
            Supplier<byte[]> same = any(() -> served.get(CONSTANT));
            double ratio;
            try (ConstantServer bare = new ConstantServer(made);
                    HttpLoad alone = new HttpLoad(bare.port(), CONNECTIONS)) {
                alone.closed(round, same);
                load.closed(round, same);
                load.closed(round, get);
                ratio = ratio(alone, load, same, get, turns, progress);
            }
            if (!quick) {
                quarter("constant", load, round, same, progress);
            }
            HttpLoad.Result quarter = quarter("GET", load, round, get, progress);
            List<Measure> measures = new ArrayList<>(List.of(
                    Measure.atLeast(name(), "GET of one pattern / constant answer", ratio, 0.85, 0.95),
                    Measure.atMost(name(), "GET at a quarter of its peak, p99 ms", quarter.goodMs(99), 10, 1),
                    Measure.atLeast(
                            name(),
                            "batchGet of " + IDS + ", patterns/s",
                            batches(load, round, any(() -> served.batchGet(IDS)), progress),
                            300_000,
                            1_000_000)));
            measures.addAll(besideRedis(served, load, quick ? QUICK_REDIS_TURNS : REDIS_TURNS, progress));
            return measures;
        }
    }

    /** The same patterns, as the service answers them, by MGET; nothing where no Redis is installed. */
    private List<Measure> besideRedis(ServedView served, HttpLoad load, int turns, PrintWriter progress)
            throws IOException, InterruptedException {
        try (Redis redis = Redis.startIfInstalled()) {
            if (redis == null) {
                progress.println("  no redis-server on the path: no peer for batchGet");
                return List.of();
            }
            try (RedisLoad gets = new RedisLoad(redis.address(), answers(served), CONNECTIONS, IDS, REDIS_PIPELINED)) {
                return besideRedis(gets, load, any(() -> served.batchGet(IDS)), turns, progress);
            }
        }
    }

    private List<Measure> besideRedis(
            RedisLoad gets, HttpLoad load, Supplier<byte[]> batch, int turns, PrintWriter progress) throws IOException {
        double unused = gets.keysPerSecond(TURN);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            theirs.add(gets.keysPerSecond(TURN));
            ours.add(turn(load, batch) * IDS);
        }
        Rounds served = new Rounds(ours);
        Rounds redis = new Rounds(theirs);
        progress.printf(
                Locale.ROOT,
                "  Redis, MGET of %d, %d pipelined on each of %d connections: %s keys/s; batchGet by turns %s%n",
                IDS,
                REDIS_PIPELINED,
                CONNECTIONS,
                redis.describe(),
                served.describe());
        progress.flush();
        return List.of(Measure.told(name(), "batchGet / Redis MGET pipelined", served.over(redis), 1));
    }

    /** What the service answers for each pattern. */
    private static Map<String, byte[]> answers(ServedView served) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        Map<String, byte[]> answers = new HashMap<>();
        for (String id : served.ids()) {
            answers.put(id, answer(http, served.port(), id).body());
        }
        return answers;
    }

    /** The median of many short turns: what else the machine does changes from second to second. */
    private static double ratio(
            HttpLoad alone, HttpLoad load, Supplier<byte[]> same, Supplier<byte[]> get, int turns, PrintWriter progress)
            throws IOException {
        double[] bare = new double[turns];
        double[] constant = new double[turns];
        double[] gets = new double[turns];
        double[] ratios = new double[turns];
        for (int i = 0; i < turns; i++) {
            bare[i] = turn(alone, same);
            constant[i] = turn(load, same);
            gets[i] = turn(load, get);
            ratios[i] = gets[i] / constant[i];
        }
        Arrays.sort(ratios);
        progress.printf(
                Locale.ROOT,
                "  library alone %,.0f/s, constant answer %,.0f/s, GET %,.0f/s; quartiles of %d ratios of the latter two:"
                        + " %.3f %.3f %.3f%n",
                median(bare),
                median(constant),
                median(gets),
                turns,
                ratios[turns / 4],
                ratios[turns / 2],
                ratios[turns * 3 / 4]);
        progress.flush();
        return ratios[turns / 2];
    }

    private static double turn(HttpLoad load, Supplier<byte[]> requests) throws IOException {
        HttpLoad.Result result = load.closed(TURN, requests);
        require(result);
        return result.perSecond(200);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
        return answer(HttpClient.newHttpClient(), port, "pattern:1");
    }

    private static HttpResponse<byte[]> answer(HttpClient http, int port, String id)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/patterns/" + id))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
