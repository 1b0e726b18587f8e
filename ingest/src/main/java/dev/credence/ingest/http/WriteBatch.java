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
    private final List<Sent> sent = new ArrayList<>();
    private final LineRanges unsent = new LineRanges();
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
        Sent callback = open(line);
        if (callback != null) {
            send.send(value, trace == null ? requestTrace : trace, callback);
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

    /** Null once Kafka has failed, when each further line would wait for nothing. */
    private synchronized @Nullable Sent open(long line) {
        if (failure != null) {
            unsent.add(line);
            return null;
        }
        open++;
        Sent callback = new Sent(line);
        sent.add(callback);
        return callback;
    }

    private void settle(Runnable change) {
        WriteResult result;
        synchronized (this) {
            change.run();
            open--;
            if (open > 0) {
                return;
            }
            result = result();
        }
        done.accept(result);
    }

    private WriteResult result() {
        List<Receipt> receipts = new ArrayList<>();
        LineRanges stored = new LineRanges();
        LineRanges unconfirmed = new LineRanges();
        for (Sent line : sent) {
            if (line.receipt != null) {
                receipts.add(line.receipt);
                stored.add(line.number);
            } else if (!line.refused) {
                unconfirmed.add(line.number);
            }
        }
        return new WriteResult(
                rejected.first(),
                rejected.count(),
                receipts,
                failure == null ? null : new KafkaFailure(failure, stored, unconfirmed, unsent));
    }

    /** One line under way. */
    private final class Sent implements PublishCallback {
        private final long number;
        private @Nullable Receipt receipt;
        private boolean refused;

        Sent(long number) {
            this.number = number;
        }

        @Override
        public void acked(String topic, int partition, long offset) {
            settle(() -> receipt = new Receipt(topic, partition, offset));
        }

        @Override
        public void failed(PublishException cause) {
            settle(() -> {
                if (cause instanceof EventRefusedException refusal) {
                    refused = true;
                    rejected.add(LineError.of(number, refusal.refusal()));
                } else if (failure == null) {
                    failure = cause;
                }
            });
        }
    }
}
