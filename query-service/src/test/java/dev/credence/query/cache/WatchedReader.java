package dev.credence.query.cache;

import dev.credence.storage.ChangeFeed;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.RowVisitor;
import dev.credence.storage.ViewExport;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reader that counts the rows that are visited through it, and lets something happen in the middle of a snapshot.
 *
 * @param whenFixed run one by one, each when a snapshot is fixed and nothing was read in it
 * @param whenVisited run one by one, each when rows were visited
 */
record WatchedReader(ViewReader inner, AtomicLong visits, Queue<Runnable> whenFixed, Queue<Runnable> whenVisited)
        implements ViewReader {
    WatchedReader(ViewReader inner) {
        this(inner, new AtomicLong(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    long visited() {
        return visits.get();
    }

    @Override
    public <T> T snapshot(String what, Function<ViewSnapshot, T> work) {
        return inner.snapshot(what, snapshot -> {
            run(whenFixed);
            return work.apply(new Watched(snapshot, this));
        });
    }

    private static void run(Queue<Runnable> once) {
        Runnable next = once.poll();
        if (next != null) {
            next.run();
        }
    }

    private record Watched(ViewSnapshot inner, WatchedReader by) implements ViewSnapshot {
        @Override
        public ViewIdentity identity() {
            return inner.identity();
        }

        @Override
        public String generation() {
            return inner.generation();
        }

        @Override
        public long seq() {
            return inner.seq();
        }

        @Override
        public List<PatternRow> rows(Collection<String> ids) {
            return inner.rows(ids);
        }

        @Override
        public List<PatternRow> rows(long[] numbers) {
            return inner.rows(numbers);
        }

        @Override
        public void visitAll(RowVisitor visitor) {
            inner.visitAll(counted(visitor));
            run(by.whenVisited);
        }

        @Override
        public long lastRow() {
            return inner.lastRow();
        }

        @Override
        public void visit(long after, long last, RowVisitor visitor) {
            inner.visit(after, last, counted(visitor));
            run(by.whenVisited);
        }

        @Override
        public void visit(long[] numbers, RowVisitor visitor) {
            inner.visit(numbers, counted(visitor));
            run(by.whenVisited);
        }

        private RowVisitor counted(RowVisitor visitor) {
            return row -> {
                by.visits.incrementAndGet();
                visitor.visit(row);
            };
        }
    }

    @Override
    public @Nullable PatternRow get(String id) {
        return inner.get(id);
    }

    @Override
    public List<PatternRow> getAll(Collection<String> ids) {
        return inner.getAll(ids);
    }

    @Override
    public long scan(RowVisitor visitor) {
        return inner.scan(visitor);
    }

    @Override
    public long export(ViewExport visitor) {
        return inner.export(visitor);
    }

    @Override
    public ChangeFeed changes() {
        return inner.changes();
    }

    @Override
    public List<LedgerEntry> ledger() {
        return inner.ledger();
    }

    @Override
    public ViewInfo info() {
        return inner.info();
    }

    @Override
    public ReadStatistics statistics() {
        return inner.statistics();
    }

    @Override
    public void close() {
        inner.close();
    }
}
