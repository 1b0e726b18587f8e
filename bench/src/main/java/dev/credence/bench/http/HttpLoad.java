package dev.credence.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Requests over many connections, made by the calling thread alone: each connection asks again once it is answered (closed
 * loop), or requests are due at a rate whatever becomes of those before (open loop). Confined to one thread.
 */
final class HttpLoad implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000;
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final Selector selector;
    private final List<Exchange> connections = new ArrayList<>();
    private final Deque<Exchange> idle = new ArrayDeque<>();
    private Recorder recorder = new Recorder();

    /**
     * What came of it.
     *
     * @param byStatus answers
     * @param unsent requests that were due and found no connection free until the end
     * @param busy the share of the time in which the client's thread was not waiting: near 1, the client was the limit
     * @param stalledMs the longest time in which the client itself did not look: no answer can seem quicker than that
     */
    record Result(
            Map<Integer, Long> byStatus,
            long unsent,
            double seconds,
            double busy,
            double stalledMs,
            Histogram good,
            Histogram bad) {
        double perSecond(int status) {
            return byStatus.getOrDefault(status, 0L) / seconds;
        }

        double goodMs(double percentile) {
            return good.getValueAtPercentile(percentile) / 1e3;
        }

        double badMs(double percentile) {
            return bad.getValueAtPercentile(percentile) / 1e3;
        }
    }

    private static final class Recorder {
        final Map<Integer, Long> byStatus = new TreeMap<>();
        final Histogram good = new Histogram(MOST_MICROS, 3);
        final Histogram bad = new Histogram(MOST_MICROS, 3);
        long waitedNanos;
        long lookedNanos = System.nanoTime();
        long stalledNanos;

        void looks(long now) {
            stalledNanos = Math.max(stalledNanos, now - lookedNanos);
            lookedNanos = now;
        }

        void record(int status, long nanos) {
            byStatus.merge(status, 1L, Long::sum);
            (status == 200 ? good : bad).recordValue(Math.min(MOST_MICROS, nanos / 1_000));
        }
    }

    HttpLoad(int port, int connections) throws IOException {
        selector = Selector.open();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Exchange(address, selector));
        }
        idle.addAll(this.connections);
    }

    /** Every connection always has one request under way. */
    Result closed(Duration duration, Supplier<byte[]> requests) throws IOException {
        recorder = new Recorder();
        long began = System.nanoTime();
        long until = began + duration.toNanos();
        while (System.nanoTime() < until) {
            while (!idle.isEmpty()) {
                idle.remove().send(requests.get(), System.nanoTime());
            }
            take(1);
        }
        return result(began, System.nanoTime(), 0);
    }

    /** So many requests a second are due; how long one took is counted from when it was. */
    Result open(Duration duration, double perSecond, Supplier<byte[]> requests) throws IOException {
        recorder = new Recorder();
        double interval = 1e9 / perSecond;
        long began = System.nanoTime();
        long until = began + duration.toNanos();
        long sent = 0;
        long now = began;
        while (now < until) {
            long due = began + (long) (sent * interval);
            while (due <= now && !idle.isEmpty()) {
                idle.remove().send(requests.get(), due);
                sent++;
                due = began + (long) (sent * interval);
            }
            now = System.nanoTime();
            if (due - now > 2_000_000) {
                take(1);
            } else {
                // A client that looks without a pause takes a processor, and the kernel wakes the server on that very
                // one.
                LockSupport.parkNanos(Math.min(due - now, PAUSE_NANOS));
                take(0);
            }
            now = System.nanoTime();
        }
        return result(began, now, Math.max(0, (long) ((now - began) / interval) - sent));
    }

    /** @param waitMs how long to wait for an answer; 0: not at all */
    private void take(int waitMs) throws IOException {
        long before = System.nanoTime();
        int ready = waitMs == 0 ? selector.selectNow() : selector.select(waitMs);
        long after = System.nanoTime();
        recorder.waitedNanos += after - before;
        recorder.looks(after);
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Exchange exchange = (Exchange) key.attachment();
            if (exchange.read()) {
                recorder.record(exchange.status(), System.nanoTime() - exchange.dueNanos());
                idle.add(exchange);
            }
        }
        selector.selectedKeys().clear();
    }

    private Result result(long began, long ended, long unsent) throws IOException {
        Recorder recorded = recorder;
        Result result = new Result(
                recorded.byStatus,
                unsent,
                (ended - began) / 1e9,
                1 - (double) recorded.waitedNanos / (ended - began),
                recorded.stalledNanos / 1e6,
                recorded.good,
                recorded.bad);
        drain();
        return result;
    }

    /** What is still under way belongs to nobody. */
    private void drain() throws IOException {
        recorder = new Recorder();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (idle.size() < connections.size() && System.nanoTime() < until) {
            take(10);
        }
    }

    @Override
    public void close() {
        try {
            for (Exchange exchange : connections) {
                exchange.close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
