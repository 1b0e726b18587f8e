package dev.credence.processor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.credence.embedded.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands in front of a registry that is well, and answers in its place while a fault is armed. Thread-safe. */
final class FaultyRegistry implements AutoCloseable {
    /** What a registry, or something in front of it, does instead of an answer. */
    enum Fault {
        DOWN(0, ""),
        SLOW(0, ""),
        BROKEN(500, "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}"),
        SOMEBODY_ELSE(404, "<html>no such page</html>"),
        RUBBISH(200, "<html>please log in</html>"),
        LOCKED(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");

        private final int status;
        private final String body;

        Fault(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();
    private final String well;
    private final int port;
    private HttpServer server;
    private volatile @Nullable Fault fault;
    private volatile CountDownLatch healed = new CountDownLatch(1);

    FaultyRegistry(String well) throws IOException {
        this.well = well;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(Loopback.address(), at), 0);
        listening.createContext("/", this::handle);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void arm(Fault next) {
        refused.set(0);
        healed = new CountDownLatch(1);
        fault = next;
        if (next == Fault.DOWN) {
            server.stop(0);
        }
    }

    void heal() throws IOException {
        if (fault == Fault.DOWN) {
            server = listen(port);
        }
        fault = null;
        healed.countDown();
    }

    /** How many questions the armed fault has swallowed; of a registry that is down nobody can say. */
    int refused() {
        return refused.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Fault armed = fault;
            if (armed == null) {
                pass(exchange);
                return;
            }
            refused.incrementAndGet();
            if (armed == Fault.SLOW) {
                healed.await();
            } else {
                answer(exchange, armed.status, armed.body.getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(well + exchange.getRequestURI()))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        answer(exchange, answer.statusCode(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        healed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
