package dev.credence.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers every request with headers and the beginning of a body, and is silent from then on. */
final class Vanishing implements AutoCloseable {
    private static final byte[] BEGINNING =
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    Vanishing() {
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    HttpTarget target() {
        return new HttpTarget(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                null,
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                2);
    }

    /** How many connections were opened. */
    int connections() {
        return connections.get();
    }

    /** How many of them the client has let go. */
    int ended() {
        return ended.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> answer(socket));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream request = socket.getInputStream();
            boolean answered = false;
            while (request.read() >= 0) {
                if (!answered) {
                    socket.getOutputStream().write(BEGINNING);
                    answered = true;
                }
            }
        } catch (IOException reset) {
            // An end as good as any.
        }
        ended.incrementAndGet();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
