package dev.credence.bench.agents;

import dev.credence.bench.load.Zipf;
import dev.credence.client.CredenceClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One agent that reads at a rate which does not depend on the answers. Reads come in bursts of a millisecond, so that
 * waiting costs little of the time that is charged to them. Confined to one thread.
 */
final class OpenReader {
    private static final long TICK_NANOS = 1_000_000;
    private static final int CLOSED_BATCH = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CredenceClient client;
    private final Memory memory;
    private final Zipf zipf;

    OpenReader(CredenceClient client, Memory memory, long seed) {
        this.client = client;
        this.memory = memory;
        this.zipf = new Zipf(memory.size(), 1.0, new SplittableRandom(seed));
    }

    /**
     * What was read in some windows.
     *
     * @param nanos a read, from when it was due or began, whichever was first
     */
    record Reads(long reads, long cpuNanos, Histogram nanos) {
        double cpuNanosEach() {
            return (double) cpuNanos / reads;
        }

        double p99Micros() {
            return nanos.getValueAtPercentile(99) / 1e3;
        }

        Reads and(Reads other) {
            Histogram both = nanos.copy();
            both.add(other.nanos);
            return new Reads(reads + other.reads, cpuNanos + other.cpuNanos, both);
        }
    }

    /** Reads a second, one after the other. */
    double peak(Duration time) {
        long began = System.nanoTime();
        long end = began + time.toNanos();
        long reads = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < CLOSED_BATCH; i++) {
                read();
            }
            reads += CLOSED_BATCH;
        }
        return reads / ((System.nanoTime() - began) / 1e9);
    }

    Reads read(double perSecond, Duration time) {
        Histogram nanos = new Histogram(60_000_000_000L, 3);
        double interval = 1e9 / perSecond;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        long reads = 0;
        for (long tick = 0; tick < time.toNanos(); tick += TICK_NANOS) {
            for (long left = began + tick - System.nanoTime(); left > 0; left = began + tick - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            for (; reads * interval < tick + TICK_NANOS; reads++) {
                long due = began + (long) (reads * interval);
                long start = Math.min(due, System.nanoTime());
                read();
                nanos.recordValue(System.nanoTime() - start);
            }
        }
        return new Reads(reads, THREADS.getCurrentThreadCpuTime() - cpu, nanos);
    }

    private void read() {
        String id = memory.id(zipf.next());
        if (client.getPattern(id).isEmpty()) {
            throw new IllegalStateException("no pattern is stored under " + id);
        }
    }
}
