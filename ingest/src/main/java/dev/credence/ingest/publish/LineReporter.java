package dev.credence.ingest.publish;

import dev.credence.ingest.lines.LineError;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for each line in turn and tells the listener. Bounded: when 65,536 lines are open, reading waits.
 */
final class LineReporter {
    private static final int OPEN_LINES = 65_536;
    private static final LineEntry END = new LineEntry(0);

    private final BlockingQueue<LineEntry> entries = new ArrayBlockingQueue<>(OPEN_LINES);
    private final LineListener listener;
    private final Thread thread = new Thread(this::run, "credence-line-reporter");

    private volatile @Nullable PublishException failure;
    private volatile @Nullable RuntimeException listenerFailure;
    private long acked;
    private long rejected;
    private long unconfirmed;

    LineReporter(LineListener listener) {
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    void add(LineEntry entry) throws InterruptedException {
        entries.put(entry);
    }

    /** Whether there is no point in reading on. */
    boolean stopped() {
        return failure != null || listenerFailure != null;
    }

    /** Waits until every line is reported. */
    LineTotals finish() throws InterruptedException {
        entries.put(END);
        thread.join();
        if (listenerFailure != null) {
            throw listenerFailure;
        }
        return new LineTotals(acked, rejected, unconfirmed, failure);
    }

    private void run() {
        try {
            for (LineEntry entry = entries.take(); entry != END; entry = entries.take()) {
                entry.await();
                report(entry);
            }
        } catch (InterruptedException e) {
            // Nobody but this class knows the thread, and it does not interrupt it.
            throw new AssertionError(e);
        }
    }

    private void report(LineEntry entry) {
        Receipt receipt = entry.receipt();
        LineError error = entry.error();
        if (receipt != null) {
            acked++;
            tell(() -> listener.acked(entry.line(), receipt));
        } else if (error != null) {
            rejected++;
            tell(() -> listener.rejected(error));
        } else {
            unconfirmed++;
            failure = failure == null ? entry.failure() : failure;
        }
    }

    /** A listener that throws is not called again; the lines under way are still counted. */
    private void tell(Runnable message) {
        if (listenerFailure == null) {
            try {
                message.run();
            } catch (RuntimeException e) {
                listenerFailure = e;
            }
        }
    }
}
