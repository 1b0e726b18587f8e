package dev.credence.query.cache;

import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Sort;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the levels with the patterns of the highest lower bounds, on a thread of its own. Thread-safe. */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int CHUNK = 500;

    private final RankedLists lists;
    private final int patterns;
    private final InstantSource clock;
    private final Consumer<List<String>> read;
    private final ExecutorService executor = Threads.one("credence-warm-up");

    /**
     * @param patterns how many
     * @param read reads patterns into the levels
     */
    WarmUp(RankedLists lists, int patterns, InstantSource clock, Consumer<List<String>> read) {
        this.lists = lists;
        this.patterns = patterns;
        this.clock = clock;
        this.read = read;
    }

    /** Begins; done when the answer is. */
    Future<?> start() {
        return executor.submit(this::run);
    }

    private void run() {
        try {
            long beganNanos = System.nanoTime();
            List<String> ids = lists.ids(new ListQuery(null, null, Sort.LOWER_BOUND, patterns, clock.millis(), null));
            for (int from = 0; from < ids.size() && !Thread.currentThread().isInterrupted(); from += CHUNK) {
                read.accept(ids.subList(from, Math.min(ids.size(), from + CHUNK)));
            }
            LOG.info("{} patterns are warm after {} ms", ids.size(), (System.nanoTime() - beganNanos) / 1_000_000);
        } catch (RuntimeException e) {
            if (!executor.isShutdown()) {
                LOG.warn("warming up failed; reads fill the caches", e);
            }
        }
    }

    /** Ends it, if need be in the middle; it reads nothing after that. */
    @Override
    public void close() {
        Threads.end(executor);
    }
}
