package dev.credence.bench.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * MGET over many connections, made by the calling thread alone; each has some of them under way at a time, sent together,
 * and the next once all are answered. It is known how long each answer has to be, so that the client only counts bytes.
 * Confined to one thread.
 */
final class RedisLoad implements AutoCloseable {
    private static final int BATCHES = 256;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Batch[] batches = new Batch[BATCHES];
    private final int keysOfBatch;
    private int next;

    /** Some requests, sent together. */
    private record Batch(byte[] requests, long answerBytes) {}

    /** One connection. */
    private static final class Connection {
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10);
        long missing;
        boolean begun;

        Connection(InetSocketAddress address) throws IOException {
            channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
        }

        void send(Batch batch) throws IOException {
            missing = batch.answerBytes();
            begun = false;
            ByteBuffer out = ByteBuffer.wrap(batch.requests());
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Takes what has come; true once all is answered. */
        boolean read() throws IOException {
            in.clear();
            int taken = channel.read(in);
            if (taken < 0) {
                throw new EOFException("Redis closed a connection");
            }
            boolean refused = !begun && taken > 0 && in.get(0) == '-';
            begun |= taken > 0;
            missing -= taken;
            if (missing < 0 || refused) {
                throw new IllegalStateException("Redis answers otherwise than with the values: "
                        + StandardCharsets.US_ASCII.decode(in.flip().limit(Math.min(80, taken))));
            }
            return missing == 0;
        }
    }

    /**
     * Stores the values first.
     *
     * @param keys of one MGET
     * @param pipelined how many of them are under way on a connection
     */
    RedisLoad(InetSocketAddress address, Map<String, byte[]> values, int connections, int keys, int pipelined)
            throws IOException {
        keysOfBatch = keys * pipelined;
        List<String> ids = List.copyOf(values.keySet());
        SplittableRandom random = new SplittableRandom(3);
        Arrays.setAll(batches, i -> batch(ids, values, random, keys, pipelined));
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(address));
        }
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            set(this.connections.get(0), value.getKey(), value.getValue());
        }
        for (Connection connection : this.connections) {
            SelectionKey unused = connection.channel.register(selector, SelectionKey.OP_READ, connection);
        }
    }

    /** Keys a second. */
    double keysPerSecond(Duration duration) throws IOException {
        for (Connection connection : connections) {
            connection.send(batches[next++ & (BATCHES - 1)]);
        }
        long began = System.nanoTime();
        long until = began + duration.toNanos();
        long answered = 0;
        int busy = connections.size();
        long ended = began;
        while (busy > 0) {
            selector.select();
            long now = System.nanoTime();
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.read()) {
                    if (now < until) {
                        answered++;
                        ended = now;
                        connection.send(batches[next++ & (BATCHES - 1)]);
                    } else {
                        busy--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return answered * (double) keysOfBatch / ((ended - began) / 1e9);
    }

    private static Batch batch(
            List<String> ids, Map<String, byte[]> values, SplittableRandom random, int keys, int pipelined) {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        long answers = 0;
        for (int request = 0; request < pipelined; request++) {
            requests.writeBytes(ascii("*" + (keys + 1) + "\r\n$4\r\nMGET\r\n"));
            answers += ascii("*" + keys + "\r\n").length;
            for (int key = 0; key < keys; key++) {
                String id = ids.get(random.nextInt(ids.size()));
                requests.writeBytes(ascii("$" + id.length() + "\r\n" + id + "\r\n"));
                byte[] value = values.getOrDefault(id, new byte[0]);
                answers += ascii("$" + value.length + "\r\n").length + value.length + 2L;
            }
        }
        return new Batch(requests.toByteArray(), answers);
    }

    private static void set(Connection connection, String id, byte[] value) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(ascii("*3\r\n$3\r\nSET\r\n$" + id.length() + "\r\n" + id + "\r\n$" + value.length + "\r\n"));
        request.writeBytes(value);
        request.writeBytes(ascii("\r\n"));
        connection.send(new Batch(request.toByteArray(), ascii("+OK\r\n").length));
        while (!connection.read()) {
            Thread.onSpinWait();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
