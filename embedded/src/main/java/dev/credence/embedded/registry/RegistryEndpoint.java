package dev.credence.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.PortTakenException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry over HTTP: the part of Confluent's interface that its clients use, for Avro. What was answered with
 * 200 is on disk.
 */
public final class RegistryEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryEndpoint.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_BODY_BYTES = 4 << 20;
    private static final int THREADS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryOptions options;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Routes routes;

    private RegistryEndpoint(RegistryOptions options, HttpServer server, ExecutorService threads, Routes routes) {
        this.options = options;
        this.server = server;
        this.threads = threads;
        this.routes = routes;
    }

    /** @throws EmbeddedException with one line that says what is wrong and what to do */
    public static RegistryEndpoint start(RegistryOptions options) {
        // Read when the server's class loads. Without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Routes routes = new Routes(new SchemaCatalogue(new RegistryFile(options.file())));
        HttpServer server = bind(options);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, RegistryEndpoint::thread);
        RegistryEndpoint endpoint = new RegistryEndpoint(options, server, threads, routes);
        server.createContext("/", endpoint::handle);
        server.setExecutor(threads);
        server.start();
        return endpoint;
    }

    private static HttpServer bind(RegistryOptions options) {
        try {
            return HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
        } catch (BindException e) {
            throw new PortTakenException("the schema registry", options.port(), "--registry-port");
        } catch (IOException e) {
            throw new EmbeddedException("the schema registry cannot listen on " + options.host() + ": " + e, e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "registry");
        thread.setDaemon(true);
        return thread;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://" + options.host() + ":" + port();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                respond(exchange, 200, routes.answer(request(exchange)));
            } catch (RegistryException e) {
                respond(exchange, e.status(), error(e.code(), e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                respond(exchange, 500, error(50001, "Error in the backend data store: " + e.getMessage()));
            }
        }
    }

    private static Map<String, Object> error(int code, @Nullable String message) {
        return Map.of("error_code", code, "message", String.valueOf(message));
    }

    private static Request request(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw RegistryException.of(413, "the body is longer than " + MAX_BODY_BYTES + " bytes");
        }
        return Request.of(exchange.getRequestMethod(), exchange.getRequestURI(), body(bytes));
    }

    private static JsonNode body(byte[] bytes) throws IOException {
        try {
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw RegistryException.of(400, "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void respond(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] bytes = answer instanceof Routes.Verbatim verbatim
                ? verbatim.json().getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Gives the port back; the file stays. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
