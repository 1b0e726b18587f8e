package dev.credence.client.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers what it is told to, each request the next answer, the last one for ever. */
final class Unruly implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Answer[] answers;

    /** @param status 0: hangs up without an answer */
    record Answer(int status, String body) {
        static final Answer HANGS_UP = new Answer(0, "");

        static Answer problem(int status, String code) {
            return new Answer(status, "{\"code\":\"" + code + "\",\"detail\":\"what to do\"}");
        }
    }

    Unruly(Answer... answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    HttpTarget target() {
        return new HttpTarget(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "the-key",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                3);
    }

    /** What was sent, one a request. */
    List<String> bodies() {
        return bodies;
    }

    List<String> keys() {
        return keys;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        synchronized (this) {
            bodies.add(new String(body, StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer = answers[Math.min(bodies.size(), answers.length) - 1];
        }
        if (answer.status != 0) {
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
