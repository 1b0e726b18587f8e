package dev.credence.client.http;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.UnavailableException;
import dev.credence.client.contract.Waiting;
import dev.credence.ingest.lines.LineReader;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The writes of one kind, in their order: one request after the other, on a thread of its own. While a request is under
 * way the next one fills; while too much waits, callers do. Thread-safe.
 */
final class Lane implements AutoCloseable {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private final String route;
    private final Requests requests;
    private final boolean repeatable;
    private final long patienceNanos;
    private final Thread thread;
    private final ArrayDeque<Line> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long taken;
    private long settled;
    private boolean closed;

    /**
     * @param route the last segment of the path
     * @param repeatable whether a request may be sent again though somebody may have looked at it
     * @param patience how long a caller waits for room
     */
    Lane(String route, Requests requests, boolean repeatable, Duration patience) {
        this.route = route;
        this.requests = requests;
        this.repeatable = repeatable;
        this.patienceNanos = patience.toNanos();
        this.thread = new Thread(this::run, "credence-client-" + route);
        thread.setDaemon(true);
        thread.start();
    }

    void add(Line line) {
        if (line.bytes().length > LineReader.MAX_LINE_BYTES) {
            line.listener()
                    .failed(new RefusedException(
                            "too-large",
                            "a line must have at most " + LineReader.MAX_LINE_BYTES + " bytes, had "
                                    + line.bytes().length,
                            null));
            return;
        }
        CredenceException refusal = offer(line);
        if (refusal != null) {
            line.listener().failed(refusal);
        }
    }

    private synchronized @org.jspecify.annotations.Nullable CredenceException offer(Line line) {
        boolean room;
        try {
            room = await(() -> closed || waitingBytes < MOST_WAITING_BYTES, patienceNanos);
        } catch (CredenceException interrupted) {
            // Told like every failure: later writes of the id wait for what became of this one.
            return interrupted;
        }
        if (closed) {
            return new CredenceException("the client is closed", null);
        }
        if (!room) {
            return new UnavailableException(
                    "the service takes writes more slowly than they come: " + waitingBytes
                            + " bytes wait already; write less, or write through Kafka",
                    null);
        }
        waiting.add(line);
        waitingBytes += line.bytes().length;
        taken++;
        notifyAll();
        return null;
    }

    synchronized void flush() {
        long upTo = taken;
        boolean unused = await(() -> settled >= upTo, Long.MAX_VALUE);
    }

    private void run() {
        for (List<Line> batch = next(); !batch.isEmpty(); batch = next()) {
            send(batch);
            settled(batch.size());
        }
    }

    private synchronized void settled(int lines) {
        settled += lines;
        notifyAll();
    }

    /** Empty at the end. */
    private synchronized List<Line> next() {
        boolean unused = await(() -> closed || !waiting.isEmpty(), Long.MAX_VALUE);
        List<Line> batch = new ArrayList<>();
        int bytes = 0;
        for (Line line = waiting.peek(); line != null; line = waiting.peek()) {
            boolean alone =
                    line.alone() != null || (!batch.isEmpty() && batch.get(0).alone() != null);
            if (!batch.isEmpty() && (alone || batch.size() == MOST_LINES || bytes + line.bytes().length > MOST_BYTES)) {
                break;
            }
            batch.add(waiting.remove());
            bytes += line.bytes().length;
        }
        waitingBytes -= bytes;
        notifyAll();
        return batch;
    }

    private void send(List<Line> batch) {
        try {
            HttpRequest request = request(batch);
            Reply reply = Waiting.value(repeatable ? requests.repeatable(request) : requests.once(request));
            WriteReply.tell(batch, reply, request.uri());
        } catch (RuntimeException e) {
            CredenceException failure = Waiting.failure(e);
            batch.forEach(line -> line.listener().failed(failure));
        }
    }

    private HttpRequest request(List<Line> batch) {
        Supplier<HttpRequest> alone = batch.get(0).alone();
        if (alone != null) {
            return alone.get();
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Line line : batch) {
            lines.writeBytes(line.bytes());
            lines.write('\n');
        }
        return HttpSink.request(requests, route, lines.toByteArray());
    }

    /** Returns whether it came true in time. The lane's monitor is held. */
    private boolean await(java.util.function.BooleanSupplier condition, long nanos) {
        long began = System.nanoTime();
        try {
            while (!condition.getAsBoolean()) {
                long leftMs = (nanos - (System.nanoTime() - began)) / 1_000_000;
                if (leftMs <= 0) {
                    return false;
                }
                wait(leftMs);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredenceException("interrupted while waiting to write", e);
        }
    }

    /** Sends what waits, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
