package dev.credence.bench.cache;

import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** 20,000 outcomes a second over all patterns, the popular ones most, in one commit, as the
 * default window makes them; until it is closed. */
final class Outcomes implements AutoCloseable {
    static final int PER_SECOND = 20_000;

    private static final int COMMITS_PER_SECOND = 1;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos() / COMMITS_PER_SECOND;

    private final WrittenView view;
    private final Zipf zipf;
    private final FutureTask<Double> task = new FutureTask<>(this::write);
    private volatile boolean ended;

    Outcomes(WrittenView view) {
        this.view = view;
        this.zipf = new Zipf(view.patterns(), 1.0, new SplittableRandom(31));
        Thread thread = new Thread(task, "bench-outcomes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it, and tells how many a second there were. */
    double end() throws ExecutionException, InterruptedException {
        ended = true;
        return task.get();
    }

    @Override
    public void close() {
        ended = true;
    }

    private double write() {
        long began = System.nanoTime();
        long commits = 0;
        for (long next = began; !ended; next += PAUSE_NANOS) {
            LockSupport.parkNanos(next - System.nanoTime());
            long unused = view.commit(PER_SECOND / COMMITS_PER_SECOND, zipf::next, List.of(), new ArrayList<>());
            commits++;
        }
        return commits * (double) (PER_SECOND / COMMITS_PER_SECOND) / ((System.nanoTime() - began) / 1e9);
    }
}
