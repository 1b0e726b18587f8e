package dev.credence.bench.http;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.query.http.ConnectionLimits;
import dev.credence.query.http.HttpLimits;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What becomes of good requests when too many come, when others are slow or idle, and when some are no requests at all. */
public final class OverloadRow implements Row {
    private static final int LIMIT = 2_000;
    private static final int CONNECTIONS = 256;
    private static final int IDLE = 1_000;
    private static final ConnectionLimits WAITS = new ConnectionLimits(4_096, 2_000, 2_000, 60_000);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Duration round = Duration.ofSeconds(quick ? 5 : 15);
        List<Measure> measures = new ArrayList<>();
        try (ServedView served = new ServedView(HttpLimits.defaults().admitting(LIMIT, WAITS))) {
            double[] must = {0, 0.9, 0.8};
            int[] times = {1, 2, 10};
            try (HttpLoad load = new HttpLoad(served.port(), CONNECTIONS)) {
                load.open(round, LIMIT * 0.9, served::get);
                long before = openFiles();
                for (int i = 0; i < times.length; i++) {
                    HttpLoad.Result result = load.open(round, (double) LIMIT * times[i], served::get);
                    print(times[i], result, progress);
                    if (must[i] > 0) {
                        measures.addAll(measures(times[i], must[i], result));
                    }
                }
                measures.addAll(beside(served, load, round, progress));
                measures.add(leaks(before, progress));
            }
        }
        return measures;
    }

    private List<Measure> measures(int times, double must, HttpLoad.Result result) {
        return List.of(
                Measure.atLeast(
                        name(),
                        "answered at " + times + "x the limit / limit",
                        result.perSecond(200) / LIMIT,
                        must,
                        0.98),
                Measure.atMost(name(), "refusals at " + times + "x, p99 ms", result.badMs(99), 10, 2));
    }

    /** Idle connections and requests that are none, while good ones come below the limit. */
    private List<Measure> beside(ServedView served, HttpLoad load, Duration round, PrintWriter progress)
            throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            idle.add(new Socket(InetAddress.getLoopbackAddress(), served.port()));
        }
        HttpLoad.Result result = load.open(round, LIMIT * 0.5, served::get);
        for (Socket socket : idle) {
            socket.close();
        }
        progress.printf(
                Locale.ROOT,
                "  beside %d idle connections: %s, p99 %.2f ms%n",
                IDLE,
                result.byStatus(),
                result.goodMs(99));
        List<String> wrong = Misbehaviour.wronglyAnswered(served.port());
        wrong.forEach(what -> progress.println("  WRONG " + what));
        progress.flush();
        return List.of(
                Measure.atLeast(
                        name(),
                        "answered beside " + IDLE + " idle connections / asked",
                        result.perSecond(200) / (LIMIT * 0.5),
                        0.98,
                        1),
                Measure.atMost(name(), "misbehaving requests answered wrongly", wrong.size(), 0, 0));
    }

    private Measure leaks(long before, PrintWriter progress) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        long after = openFiles();
        while (after > before && System.nanoTime() < until) {
            Thread.onSpinWait();
            after = openFiles();
        }
        progress.printf(Locale.ROOT, "  open files: %d before, %d after%n", before, after);
        return Measure.atMost(name(), "files left open", (double) Math.max(0, after - before), 0, 0);
    }

    private static void print(int times, HttpLoad.Result result, PrintWriter progress) {
        progress.printf(
                Locale.ROOT,
                "  %2dx: %s, %d found no connection free, client busy %.0f %% and stalled for up to %.1f ms; answered in p99"
                        + " %.2f ms, refused in p99 %.2f ms%n",
                times,
                result.byStatus(),
                result.unsent(),
                100 * result.busy(),
                result.stalledMs(),
                result.goodMs(99),
                result.badMs(99));
        progress.flush();
    }

    /** Of this process, which is client and service; 0 where the system does not say. */
    private static long openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
