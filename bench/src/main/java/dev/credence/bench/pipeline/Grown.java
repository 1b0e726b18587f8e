package dev.credence.bench.pipeline;

import dev.credence.bench.load.OutcomeLoad;
import dev.credence.cli.config.Settings;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one backlog came to.
 *
 * @param perSecond outcomes a second into SQLite
 * @param rows patterns in the view
 * @param heapMb what processor and view writer hold, after a collection
 * @param restoredSeconds from the start of a processor on what the last one left, until it takes records
 * @param rebuiltSeconds from the start of a view writer on nothing, until its view shows all
 */
record Grown(double perSecond, long rows, double heapMb, double restoredSeconds, double rebuiltSeconds) {

    /** @param elsewhere the same application and topics, and another directory */
    static Grown measure(Settings settings, OutcomeLoad load, Settings elsewhere) throws Exception {
        AtomicLong rows = new AtomicLong();
        AtomicLong heap = new AtomicLong();
        long before = heapInUse();
        double perSecond = Passes.product(settings, load.outcomes(), view -> {
            heap.set(heapInUse() - before);
            rows.set(Passes.demandWhole(view, load));
        });
        return new Grown(
                perSecond,
                rows.get(),
                heap.get() / 1e6,
                Passes.restored(settings),
                Passes.rebuilt(elsewhere, load.outcomes()));
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
