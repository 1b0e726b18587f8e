package dev.credence.bench.agents;

import dev.credence.bench.load.Zipf;
import dev.credence.client.CredenceClient;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** 20,000 outcomes a second through the client, the popular patterns most, until it is ended. */
final class Outcomes {
    static final int PER_SECOND = 20_000;
    private static final int TICKS_PER_SECOND = 100;
    private static final long TICK_NANOS = 1_000_000_000L / TICKS_PER_SECOND;

    private final FutureTask<Double> task;
    private volatile boolean ended;

    Outcomes(CredenceClient client, Memory memory, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(memory.size(), 1.0, random.split());
        task = new FutureTask<>(() -> report(client, memory, zipf, random));
        Thread thread = new Thread(task, "bench-outcomes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it, and tells how many a second were acknowledged. */
    double end() throws ExecutionException, InterruptedException {
        ended = true;
        return task.get();
    }

    private double report(CredenceClient client, Memory memory, Zipf zipf, SplittableRandom random) {
        long began = System.nanoTime();
        long sent = 0;
        for (long next = began; !ended; next += TICK_NANOS) {
            LockSupport.parkNanos(next - System.nanoTime());
            for (int i = 0; i < PER_SECOND / TICKS_PER_SECOND; i++) {
                memory.report(client, zipf.next(), random.nextInt(10) < 7);
                sent++;
            }
        }
        client.flush();
        return sent / ((System.nanoTime() - began) / 1e9);
    }
}
