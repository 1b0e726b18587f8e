package dev.credence.ingest.publish;

import dev.credence.ingest.lines.LineError;
import org.jspecify.annotations.Nullable;

/** One line between the reading and the reporting thread; the producer's thread settles it. */
final class LineEntry implements PublishCallback {
    private final long line;

    private boolean settled;
    private @Nullable Receipt receipt;
    private @Nullable LineError error;
    private @Nullable PublishException failure;

    LineEntry(long line) {
        this.line = line;
    }

    /** Of a line that could not be read. */
    static LineEntry bad(LineError error) {
        LineEntry entry = new LineEntry(error.line());
        entry.settle(null, error, null);
        return entry;
    }

    @Override
    public void acked(String topic, int partition, long offset) {
        settle(new Receipt(topic, partition, offset), null, null);
    }

    @Override
    public void failed(PublishException cause) {
        if (cause instanceof EventRefusedException refused) {
            settle(null, LineError.of(line, refused.refusal()), null);
        } else {
            settle(null, null, cause);
        }
    }

    synchronized void await() throws InterruptedException {
        while (!settled) {
            wait();
        }
    }

    long line() {
        return line;
    }

    synchronized @Nullable Receipt receipt() {
        return receipt;
    }

    synchronized @Nullable LineError error() {
        return error;
    }

    synchronized @Nullable PublishException failure() {
        return failure;
    }

    private synchronized void settle(
            @Nullable Receipt where, @Nullable LineError wrong, @Nullable PublishException cause) {
        receipt = where;
        error = wrong;
        failure = cause;
        settled = true;
        notifyAll();
    }
}
