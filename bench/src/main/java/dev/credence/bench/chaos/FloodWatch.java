package dev.credence.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How a processor gets on: the longest time in which it decided nothing though there was something, and its live heap. */
final class FloodWatch {
    private static final int LOOK_MS = 20;
    private static final int LOOKS_AT_THE_HEAP = 8;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofMinutes(2);

    private final RoleProcess process;
    private final RoleMetrics metrics;
    private final PrintWriter progress;
    private final List<Long> liveHeap = new ArrayList<>();
    private long longestStallNanos;

    FloodWatch(RoleProcess process, RoleMetrics metrics, PrintWriter progress) {
        this.process = process;
        this.metrics = metrics;
        this.progress = progress;
    }

    /** Returns when the role answers. */
    void awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (true) {
            try {
                metrics.events();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the processor did not start", notYet);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Looks until {@code records} are decided; between its looks it has the heap collected now and then. */
    void until(long records, CompletableFuture<Long> publishing) throws IOException, InterruptedException {
        long decided = 0;
        long since = System.nanoTime();
        while (decided < records) {
            if (publishing.isCompletedExceptionally()) {
                publishing.join();
            }
            long now = metrics.events();
            long nanos = System.nanoTime() - since;
            if (now > decided) {
                // Before the first decision lies the start.
                longestStallNanos = decided == 0 ? 0 : Math.max(longestStallNanos, nanos);
                decided = now;
                since = System.nanoTime();
            } else if (nanos > NEVER.toNanos() || !process.isAlive()) {
                throw new IllegalStateException("of " + records + " records only " + decided + " found their fate");
            }
            if (decided * LOOKS_AT_THE_HEAP >= records * (liveHeap.size() + 1L)) {
                lookAtHeap(decided);
                since = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    private void lookAtHeap(long decided) throws IOException, InterruptedException {
        process.collectGarbage();
        liveHeap.add(metrics.heapBytes());
        progress.printf(
                Locale.ROOT,
                "%,d decided; live heap %d MB; longest stall %.2f s%n",
                decided,
                liveHeap.get(liveHeap.size() - 1) >> 20,
                longestStall());
        progress.flush();
    }

    /** Seconds. */
    double longestStall() {
        return longestStallNanos / 1e9;
    }

    /** Bytes after a collection, at equal distances. */
    List<Long> liveHeap() {
        return liveHeap;
    }
}
