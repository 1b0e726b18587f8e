package dev.credence.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.ingest.lines.LineError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.AbstractList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final Vertx vertx = Vertx.vertx();
    private final Set<String> readers = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void shouldWriteWhatWasRefusedBeforeItComesToTheEventLoop() throws Exception {
        WriteResult result = new WriteResult(refused(), 3, List.of(), null);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    Exchange exchange = new Exchange(request);
                    new Thread(() -> exchange.answer(result), "not-a-loop").start();
                })
                .listen(0, "127.0.0.1")
                .await();

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("{\"line\":3,");
        assertThat(readers).containsExactly("not-a-loop");
    }

    /** Three lines that note who reads them. */
    private List<LineError> refused() {
        return new AbstractList<>() {
            @Override
            public LineError get(int index) {
                readers.add(Thread.currentThread().getName());
                return new LineError(index + 1L, LineError.BAD_JSON, "d");
            }

            @Override
            public int size() {
                return 3;
            }
        };
    }
}
