package dev.credence.bench.agents;

import com.sun.management.ThreadMXBean;
import dev.credence.bench.load.Zipf;
import dev.credence.bench.stack.Stack;
import dev.credence.client.CredenceClient;
import dev.credence.client.OutcomeOptions;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.query.cache.CacheConfig;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * One operation of the Java client, one after the other by one agent: how long it takes and what it allocates. Reads are
 * answered in the process, by patterns drawn from a Zipf distribution; a write is done when the broker has acknowledged
 * it. Allocation is that of the calling thread.
 */
public final class OperationProfile {
    private static final int PATTERNS = 10_000;
    private static final int BATCH = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration QUICK_TIME = Duration.ofSeconds(3);

    private final CredenceClient client;
    private final Memory memory;
    private final Zipf zipf;

    private OperationProfile(CredenceClient client, Memory memory) {
        this.client = client;
        this.memory = memory;
        this.zipf = new Zipf(memory.size(), 1.0, new SplittableRandom(3));
    }

    /** What may be profiled. */
    public enum Operation {
        GET,
        STORE,
        OUTCOME,
        BATCH_GET
    }

    /** Starts everything, profiles, and prints a line on {@code out}. */
    public static void run(Operation operation, boolean quick, PrintWriter out, PrintWriter progress) throws Exception {
        Memory memory = new Memory(PATTERNS);
        try (Stack stack = Stack.start(line -> progress.println("  " + line));
                CredenceClient client = Agents.client(stack, CacheConfig.defaults())) {
            Agents.fill(client, memory);
            OperationProfile profile = new OperationProfile(client, memory);
            Runnable once = profile.once(operation);
            profile.measure(once, WARM_UP, progress);
            profile.measure(once, quick ? QUICK_TIME : TIME, out);
        }
    }

    private Runnable once(Operation operation) {
        return switch (operation) {
            case GET -> () -> require(client.getPattern(memory.id(zipf.next())).isPresent());
            case BATCH_GET -> this::batch;
            case STORE ->
                () -> client.storePatternAsync(
                                Pattern.ofText(memory.id(zipf.next()), "recipe", "Read the error before the code."))
                        .join();
            case OUTCOME ->
                () -> client.updateConfidenceAsync(memory.id(zipf.next()), Result.SUCCESS, OutcomeOptions.ORDINARY)
                        .join();
        };
    }

    private void batch() {
        List<String> ids = IntStream.range(0, BATCH)
                .mapToObj(i -> memory.id(zipf.next()))
                .distinct()
                .toList();
        require(client.getPatterns(ids).size() == ids.size());
    }

    private static void require(boolean answered) {
        if (!answered) {
            throw new IllegalStateException("a pattern that was stored was not found");
        }
    }

    private void measure(Runnable once, Duration time, PrintWriter out) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Histogram nanos = new Histogram(3);
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long end = System.nanoTime() + time.toNanos();
        for (long before = System.nanoTime(); before < end; ) {
            once.run();
            long after = System.nanoTime();
            nanos.recordValue(after - before);
            before = after;
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        out.printf(
                Locale.ROOT,
                "%,d operations: mean %.2f us, p50 %.2f us, p95 %.2f us, p99 %.2f us, max %.0f us; %,d bytes allocated each%n",
                nanos.getTotalCount(),
                nanos.getMean() / 1e3,
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(95) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getMaxValue() / 1e3,
                allocated / nanos.getTotalCount());
        out.flush();
    }
}
