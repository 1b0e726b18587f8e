package dev.credence.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.core.body.Origin;
import dev.credence.query.access.Access;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.http.ConnectionLimits;
import dev.credence.query.http.HttpLimits;
import dev.credence.query.http.Listening;
import dev.credence.query.http.Mount;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.storage.ViewReader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A running service over a view, and a client of it. */
public final class ServiceFixture implements AutoCloseable {
    public static final ProcessInfo PROCESS =
            new ProcessInfo("1.2.3", "abc1234", List.of("query-service"), "credence", "credence", 1_000);
    /** Of a pattern whose origin matters to nobody. */
    public static final Origin ORIGIN = new Origin(1, 0, 4);

    public static final HttpLimits LIMITS =
            new HttpLimits(2, 4, 64, 2_000, 64 << 10, 8 << 10, 4 << 10, 0, ConnectionLimits.defaults());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ViewReader reader;
    private final QueryService service;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public ServiceFixture(ViewFixture view, Mount... mounts) {
        this(view, ServingStatus.alone(PROCESS), mounts);
    }

    public ServiceFixture(ViewFixture view, ServingStatus status, Mount... mounts) {
        this(view, status, Access.open(), mounts);
    }

    public ServiceFixture(ViewFixture view, ServingStatus status, Access access, Mount... mounts) {
        this(view, status, access, LIMITS, mounts);
    }

    public ServiceFixture(ViewFixture view, ServingStatus status, Access access, HttpLimits limits, Mount... mounts) {
        reader = view.openReader();
        service = QueryService.start(
                new QueryConfig(
                        new Listening("127.0.0.1", 0, limits, access),
                        CacheConfig.defaults().withWarmUp(false)),
                reader,
                status,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(mounts));
    }

    /** An answer with its body as text. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

    public int port() {
        return service.port();
    }

    public Reply get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET());
    }

    public Reply post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public Reply post(String path, String contentType, byte[] body) {
        return send(
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public Reply call(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        service.close();
        reader.close();
    }
}
