package dev.credence.bench.agents;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.agents.Fleet.Done;
import dev.credence.bench.agents.Memory.Unreadable;
import dev.credence.bench.stack.CpuUsed;
import dev.credence.bench.stack.Stack;
import dev.credence.client.CredenceClient;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.Report;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.CacheConfig.Bounds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The mixed work of agents through the Java client while outcomes are learned from. The clock runs until the last
 * acknowledgement; five seconds after it every pattern is read, and no write of one that does not show its last write
 * counts as an operation.
 */
public final class MixedRow implements Row {
    private static final int PATTERNS = 100_000;
    private static final int AGENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration QUICK_TIME = Duration.ofSeconds(10);
    private static final Duration READABLE_WITHIN = Duration.ofSeconds(5);
    private static final int L1_ENTRIES = 20_000;
    private static final long L1_BYTES = 100L << 20;

    private static final double MUST = 172;
    private static final double AIM = 400;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Memory memory = new Memory(PATTERNS);
        try (Stack stack = Stack.start(line -> progress.println("  " + line));
                CredenceClient client = Agents.client(stack, caches())) {
            Agents.fill(client, memory);
            Fleet fleet = new Fleet(client, memory, AGENTS);
            Done warm = fleet.work(WARM_UP, 100);
            client.flush(Duration.ofMinutes(2));
            progress.printf(Locale.ROOT, "  warm after %,d operations%n", warm.operations());
            progress.flush();
            return measure(fleet, client, memory, quick ? QUICK_TIME : TIME, progress);
        }
    }

    /** An agents' host has memory for more ready answers than a service that has other uses for it. */
    private static CacheConfig caches() {
        CacheConfig defaults = CacheConfig.defaults();
        return new CacheConfig(
                new Bounds(L1_ENTRIES, L1_BYTES, CacheConfig.FOR_EVER),
                defaults.l2(),
                defaults.l3(),
                defaults.policy(),
                defaults.warmUp());
    }

    private List<Measure> measure(
            Fleet fleet, CredenceClient client, Memory memory, Duration time, PrintWriter progress) throws Exception {
        long acked = client.acknowledged();
        memory.begin();
        double cpuBefore = CpuUsed.seconds();
        long began = System.nanoTime();
        Done done = fleet.work(time, 200);
        long worked = System.nanoTime();
        client.flush();
        long ended = System.nanoTime();
        double cpu = CpuUsed.seconds() - cpuBefore;
        awaitReadable(client, progress);
        long readable = System.nanoTime();
        Unreadable unreadable = memory.unreadable(client);
        long unacked = done.stores() + done.outcomes() - (client.acknowledged() - acked);
        double seconds = (ended - began) / 1e9;
        Report report = client.report();
        progress.printf(
                Locale.ROOT,
                "  %,d reads, %,d stores of 1 KB, %,d outcomes by %d agents in %.1f s, the last acknowledged %.2f s after the"
                        + " last call and readable %.2f s later; %,d reads found nothing; hit rate %.3f%n",
                done.reads(),
                done.stores(),
                done.outcomes(),
                AGENTS,
                seconds,
                (ended - worked) / 1e9,
                (readable - ended) / 1e9,
                done.misses(),
                report.hitRate() == null ? Double.NaN : report.hitRate());
        progress.printf(
                Locale.ROOT,
                "  %.1f us of processor time an operation, the broker's included; they had %.2f of %d processors%n",
                cpu * 1e6 / done.operations(),
                cpu / seconds,
                Runtime.getRuntime().availableProcessors());
        progress.printf(
                Locale.ROOT,
                "  %,d patterns do not show their last write after 5 s; none of their %,d writes is counted%n",
                unreadable.patterns(),
                unreadable.writes());
        return List.of(
                Measure.atLeast(
                        name(),
                        "operations/s through the Java client, L1 of 20,000, thousands",
                        (done.operations() - unreadable.writes()) / seconds / 1e3,
                        MUST,
                        AIM),
                Measure.atMost(name(), "patterns not readable as last written after 5 s", unreadable.patterns(), 0, 0),
                Measure.atMost(
                        name(),
                        "reads that found nothing, and writes not acked",
                        (double) (done.misses() + unacked),
                        0,
                        0));
    }

    /** Five seconds at most; what is not readable then is found by looking at each pattern. */
    private static void awaitReadable(CredenceClient client, PrintWriter progress) {
        try {
            client.flush(READABLE_WITHIN);
        } catch (NotYetException late) {
            progress.println("  " + late.getMessage());
        }
    }
}
