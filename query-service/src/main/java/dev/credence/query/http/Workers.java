package dev.credence.query.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that may wait for the database, so that event loops never do. What does not fit into the queue is shed at
 * once: a request that would be answered too late is better refused early. Thread-safe.
 */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor pool;
    private final int patienceMs;

    /**
     * @param queue how many requests may wait for a thread
     * @param patienceMs how long one may wait and still be worth an answer
     */
    Workers(int threads, int queue, int patienceMs) {
        this.patienceMs = patienceMs;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue), task -> {
            Thread thread = new Thread(task, "credence-query-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    int patienceMs() {
        return patienceMs;
    }

    /** @throws Problem 503 if the queue is full or the service is closing */
    void run(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException full) {
            throw Problem.overloaded("more requests are waiting for the view than the queue holds ("
                    + pool.getQueue().size() + ")");
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
