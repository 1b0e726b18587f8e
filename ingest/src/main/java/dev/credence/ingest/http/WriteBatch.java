package dev.credence.ingest.http;

import dev.credence.core.model.TraceParent;
import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.lines.LineVisitor;
import dev.credence.ingest.publish.EventRefusedException;
import dev.credence.ingest.publish.EventSender;
import dev.credence.ingest.publish.PublishCallback;
import dev.credence.ingest.publish.PublishException;
import dev.credence.ingest.publish.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one request on their way: publishes each as it is read, and tells the result once all are settled and the
 * reading is over. Thread-safe.
 *
 * <p>A line that names no trace belongs to the request's.
 *
 * @param <T> what a line holds
 */
final class WriteBatch<T> implements LineVisitor<T> {
    private final EventSender<T> send;
    private final @Nullable TraceParent requestTrace;
    private final Consumer<WriteResult> done;

    private final RejectedLines rejected = new RejectedLines();
    private final List<@Nullable Receipt> receipts = new ArrayList<>();
    private @Nullable PublishException failure;

    /** Starts at one, for the reading. */
    private int open = 1;

    WriteBatch(EventSender<T> send, @Nullable TraceParent requestTrace, Consumer<WriteResult> done) {
        this.send = send;
        this.requestTrace = requestTrace;
        this.done = done;
    }

    @Override
    public void value(long line, T value, @Nullable TraceParent trace) {
        int slot = open();
        if (slot >= 0) {
            send.send(value, trace == null ? requestTrace : trace, new Slot(line, slot));
        }
    }

    @Override
    public synchronized void error(LineError error) {
        rejected.add(error);
    }

    /** Says that no more lines come. */
    void end() {
        settle(() -> {});
    }

    /** The slot of the next receipt; -1 once Kafka has failed, when each further line would wait for nothing. */
    private synchronized int open() {
        if (failure != null) {
            return -1;
        }
        open++;
        receipts.add(null);
        return receipts.size() - 1;
    }

    private void settle(Runnable change) {
        WriteResult result;
        synchronized (this) {
            change.run();
            open--;
            if (open > 0) {
                return;
            }
            result = new WriteResult(
                    rejected.first(),
                    rejected.count(),
                    receipts.stream().filter(Objects::nonNull).toList(),
                    failure);
        }
        done.accept(result);
    }

    /** One line under way. */
    private final class Slot implements PublishCallback {
        private final long line;
        private final int slot;

        Slot(long line, int slot) {
            this.line = line;
            this.slot = slot;
        }

        @Override
        public void acked(String topic, int partition, long offset) {
            settle(() -> receipts.set(slot, new Receipt(topic, partition, offset)));
        }

        @Override
        public void failed(PublishException cause) {
            settle(() -> {
                if (cause instanceof EventRefusedException refused) {
                    rejected.add(LineError.of(line, refused.refusal()));
                } else if (failure == null) {
                    failure = cause;
                }
            });
        }
    }
}
