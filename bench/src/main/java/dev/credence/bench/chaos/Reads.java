package dev.credence.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Somebody who reads patterns of the {@link Flow} over HTTP all the time, and counts the reads that are not answered. */
final class Reads implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration ALL_THERE_WITHIN = Duration.ofSeconds(60);
    private static final int BETWEEN_MS = 5;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final String url;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "reads");
    /** Held while one read lasts, and by whoever pauses. */
    private final ReentrantLock reading = new ReentrantLock();

    private volatile boolean ended;

    /** Returns when each pattern is there; from then on it reads. */
    Reads(String url) throws InterruptedException {
        this.url = url;
        long deadline = System.nanoTime() + ALL_THERE_WITHIN.toNanos();
        for (int i = 0; i < Flow.IDS; i++) {
            while (failure(i) != null) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("not all patterns became readable: " + failure(i));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        SplittableRandom random = new SplittableRandom(7);
        try {
            while (!ended) {
                reading.lock();
                try {
                    count(failure(random.nextInt(Flow.IDS)));
                } finally {
                    reading.unlock();
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(@Nullable String failure) {
        if (failure == null) {
            answered.incrementAndGet();
        } else if (failed.incrementAndGet() == 1) {
            firstFailure.set(failure);
        }
    }

    /** Why a read was not answered by 200; null: it was. */
    private @Nullable String failure(int index) throws InterruptedException {
        URI uri = URI.create(url + "/v1/patterns/" + Flow.id(index));
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? null : uri.getPath() + ": " + answer.statusCode() + " " + answer.body();
        } catch (IOException nobody) {
            return uri.getPath() + ": " + nobody;
        }
    }

    /** No read is under way, and none begins, until the same thread {@link #resume}s. */
    void pause() {
        reading.lock();
    }

    void resume() {
        reading.unlock();
    }

    long answered() {
        return answered.get();
    }

    long failed() {
        return failed.get();
    }

    /** What was wrong with the first that failed; null if none did. */
    @Nullable
    String firstFailure() {
        return firstFailure.get();
    }

    @Override
    public void close() {
        ended = true;
    }
}
