package dev.credence.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** An HTTP server that gives prepared answers by path; 40403 where there is none. */
final class RegistryStub implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final Map<String, Answer> answers = new HashMap<>();
    private @Nullable String demanded;
    final List<String> requests = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();

    private record Answer(int status, String body) {}

    private RegistryStub(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::handle);
        server.start();
    }

    RegistryStub() throws IOException {
        this(HttpServer.create(loopback(), 0), "http");
    }

    /** Over TLS, for clients that have a certificate of their own. */
    static RegistryStub secure(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ours = tls.getDefaultSSLParameters();
                ours.setNeedClientAuth(true);
                parameters.setSSLParameters(ours);
            }
        });
        return new RegistryStub(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers 401 to requests with another {@code Authorization}, or none. */
    RegistryStub demand(String authorization) {
        demanded = authorization;
        return this;
    }

    RegistryStub answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        requests.add(exchange.getRequestMethod() + " " + path);
        queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
        authorizations.add(authorization);
        Answer answer = demanded == null || demanded.equals(authorization)
                ? answers.getOrDefault(path, new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"))
                : new Answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
