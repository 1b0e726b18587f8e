package dev.credence.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.ingest.publish.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Lines for one route, sent one request after the other, each with what has come meanwhile: alone when little is written,
 * hundreds at a time when much is. Blocks writers while too much waits. Thread-safe.
 */
final class LineBatches implements AutoCloseable {
    private static final String LINES = "application/x-ndjson";
    private static final int MOST_LINES = 500;
    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_WAITING = 20_000;

    private final Requests requests;
    private final String path;
    private final Deque<Line> waiting = new ArrayDeque<>();
    private final Thread sender;
    private int sending;
    private boolean closed;

    private record Line(byte[] bytes, CompletableFuture<Receipt> receipt) {}

    LineBatches(Requests requests, String path) {
        this.requests = requests;
        this.path = path;
        this.sender = new Thread(this::run, "credence-client" + path.replace('/', '-'));
        sender.setDaemon(true);
        sender.start();
    }

    CompletableFuture<Receipt> add(String line) {
        Line added = new Line((line + "\n").getBytes(StandardCharsets.UTF_8), new CompletableFuture<>());
        synchronized (this) {
            try {
                while (waiting.size() >= MOST_WAITING && !closed) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CredenceException(
                        CredenceException.UNREACHABLE, "interrupted while too many writes waited; it was not sent", e);
            }
            if (closed) {
                throw new IllegalStateException("the client is closed");
            }
            waiting.addLast(added);
            notifyAll();
        }
        return added.receipt;
    }

    /** Returns when everything added before is settled. */
    synchronized void flush() {
        try {
            // What is added meanwhile is waited for, too: whoever writes without end flushes without end.
            while (!waiting.isEmpty() || sending > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredenceException(CredenceException.UNREACHABLE, "interrupted while writes were under way", e);
        }
    }

    @Override
    public void close() {
        flush();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    private void run() {
        for (List<Line> batch = take(); !batch.isEmpty(); batch = take()) {
            try {
                settle(batch, requests.post(path, LINES, bytes(batch), Set.of(202, 400)));
            } catch (RuntimeException failed) {
                batch.forEach(line -> line.receipt.completeExceptionally(failed));
            }
            synchronized (this) {
                sending = 0;
                notifyAll();
            }
        }
    }

    /** What waits, as much as fits one request; empty: closed. */
    private synchronized List<Line> take() {
        List<Line> batch = new ArrayList<>();
        try {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException ended) {
            return batch;
        }
        int bytes = 0;
        while (!waiting.isEmpty() && batch.size() < MOST_LINES) {
            bytes += waiting.getFirst().bytes.length;
            if (bytes > MOST_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.removeFirst());
        }
        sending = batch.size();
        notifyAll();
        return batch;
    }

    /** Receipts come in the order of the lines that were not rejected. */
    private static void settle(List<Line> batch, Requests.Reply reply) {
        Map<Integer, JsonNode> rejected = new HashMap<>();
        reply.json()
                .path("rejected")
                .forEach(one -> rejected.put(one.path("line").asInt() - 1, one));
        JsonNode receipts = reply.json().path("receipts");
        int accepted = 0;
        for (int i = 0; i < batch.size(); i++) {
            JsonNode why = rejected.get(i);
            if (why != null) {
                batch.get(i)
                        .receipt
                        .completeExceptionally(new CredenceException(
                                why.path("code").asText(), why.path("detail").asText()));
            } else if (accepted < receipts.size()) {
                batch.get(i)
                        .receipt
                        .complete(Receipt.parse(receipts.get(accepted).asText()));
                accepted++;
            } else {
                batch.get(i).receipt.completeExceptionally(reply.failure());
            }
        }
    }

    private static byte[] bytes(List<Line> batch) {
        int length = 0;
        for (Line line : batch) {
            length += line.bytes.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Line line : batch) {
            System.arraycopy(line.bytes, 0, all, at, line.bytes.length);
            at += line.bytes.length;
        }
        return all;
    }
}
