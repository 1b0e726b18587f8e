package dev.credence.query.cache;

import dev.credence.storage.Changes;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ViewReader;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again, many at a time, the rows that are held and that a commit changed without saying how, so that those who read
 * them need not. Thread-safe.
 */
final class Refresh implements AutoCloseable {
    /*
     * It is no part of what keeps answers from being stale: until a row is read again its entries are void, and whoever
     * wants it reads it. It only makes misses rarer. Each changed row that is held costs a hundredth of a millisecond here
     * and ten times that as a miss. What commits change while it is busy gathers, a row at most once. What is in L1 comes
     * first: a thousand of the rows are wanted by most reads. Pieces are small, so that those need not wait for others.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);
    private static final int CHUNK = 128;

    private final ViewReader view;
    private final Levels levels;
    private final BitSet pending = new BitSet();
    /** Those of them that are read most. */
    private final BitSet first = new BitSet();

    private final ExecutorService executor;
    private boolean busy;
    private boolean failing;

    /** @param executor whose work is ended with this */
    Refresh(ViewReader view, Levels levels, ExecutorService executor) {
        this.executor = executor;
        this.view = view;
        this.levels = levels;
    }

    /** Takes note of commits; returns at once. */
    synchronized void changed(List<Changes.Commit> commits) {
        commits.forEach(commit -> levels.residents().among(commit.toRead(), pending));
        if (!pending.isEmpty()) {
            first.or(levels.readyRows());
            first.and(pending);
        }
        if ((!pending.isEmpty() || levels.hasGone()) && !busy) {
            try {
                executor.execute(this::run);
                busy = true;
            } catch (RejectedExecutionException closed) {
                pending.clear();
                first.clear();
            }
        }
    }

    private void run() {
        if (levels.hasGone()) {
            levels.forgetGone();
        }
        for (long[] rows = next(); rows.length > 0; rows = next()) {
            try {
                read(rows);
                failing = false;
            } catch (RuntimeException e) {
                if (!failing && !executor.isShutdown()) {
                    LOG.warn("refreshing rows failed; reads fetch them", e);
                }
                failing = true;
            }
        }
    }

    /** The next rows to read, ascending; none: it is done. */
    private synchronized long[] next() {
        long[] rows = (first.isEmpty() ? pending : first)
                .stream().limit(CHUNK).asLongStream().toArray();
        for (long row : rows) {
            pending.clear((int) row);
            first.clear((int) row);
        }
        busy = rows.length > 0 && !executor.isShutdown();
        return busy ? rows : new long[0];
    }

    private void read(long[] rows) {
        List<Loaded> loaded = view.snapshot(
                "refresh",
                snapshot -> snapshot.rows(rows).stream()
                        .map(row -> Loaded.of(snapshot, row))
                        .toList());
        for (Loaded one : loaded) {
            PatternRow row = one.row();
            if (row != null && !levels.refresh(one, row)) {
                levels.residents().remove(row.row());
            }
        }
    }

    @Override
    public void close() {
        Threads.end(executor);
    }
}
