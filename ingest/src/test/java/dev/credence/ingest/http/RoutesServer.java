package dev.credence.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The routes on a port, and a client for them. */
final class RoutesServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    RoutesServer(WritingRoutes routes) {
        server = vertx.createHttpServer()
                .requestHandler(request -> route(routes, request))
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> post(String path, String contentType, String body, String traceparent) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    HttpResponse<String> delete(String path, String traceparent) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("traceparent", traceparent)
                .DELETE()
                .build());
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void route(WritingRoutes routes, HttpServerRequest request) {
        if (request.method().name().equals("DELETE")) {
            routes.deletePattern(request);
        } else if (request.path().equals("/v1/patterns")) {
            routes.postPatterns(request);
        } else {
            routes.postConfidence(request);
        }
    }
}
