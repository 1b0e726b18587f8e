package dev.credence.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection with at most one request under way, and just as much of HTTP/1.1 as its answers need. */
final class Exchange {
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int HEAD_UNKNOWN = -1;

    private final SocketChannel channel;
    private byte[] bytes = new byte[8 << 10];
    private ByteBuffer in = ByteBuffer.wrap(bytes);
    private int whole = HEAD_UNKNOWN;
    private int status;
    private long dueNanos;

    Exchange(InetSocketAddress address, Selector selector) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey unused = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long due) throws IOException {
        dueNanos = due;
        in.clear();
        whole = HEAD_UNKNOWN;
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Takes what has come; true once the answer is whole. */
    boolean read() throws IOException {
        if (!in.hasRemaining()) {
            grow(2 * bytes.length);
        }
        if (channel.read(in) < 0) {
            throw new EOFException("the service closed a connection");
        }
        if (whole == HEAD_UNKNOWN) {
            readHead();
        }
        return whole != HEAD_UNKNOWN && in.position() >= whole;
    }

    int status() {
        return status;
    }

    long dueNanos() {
        return dueNanos;
    }

    void close() throws IOException {
        channel.close();
    }

    private void readHead() {
        int end = in.position();
        int length = 0;
        for (int i = 0; i < end - 3; i++) {
            if (bytes[i] != '\n' && bytes[i] != '\r') {
                continue;
            }
            if (isAt(LENGTH, i)) {
                length = number(i + LENGTH.length);
            } else if (bytes[i] == '\r' && bytes[i + 2] == '\r') {
                status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
                whole = i + 4 + length;
                grow(whole);
                return;
            }
        }
    }

    private boolean isAt(byte[] name, int at) {
        for (int i = 0; i < name.length; i++) {
            if (at + i >= in.position() || Character.toLowerCase((char) bytes[at + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int i = at;
        int number = 0;
        while (bytes[i] == ' ') {
            i++;
        }
        while (i < in.position() && bytes[i] >= '0' && bytes[i] <= '9') {
            number = number * 10 + bytes[i] - '0';
            i++;
        }
        return number;
    }

    private void grow(int capacity) {
        if (capacity > bytes.length) {
            int position = in.position();
            bytes = java.util.Arrays.copyOf(bytes, capacity);
            in = ByteBuffer.wrap(bytes);
            in.position(position);
        }
    }
}
