package dev.credence.bench.http;

import dev.credence.bench.view.WrittenView;
import dev.credence.query.QueryConfig;
import dev.credence.query.QueryService;
import dev.credence.query.access.Access;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.http.HttpLimits;
import dev.credence.query.http.Listening;
import dev.credence.query.http.Mount;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.storage.ViewReader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The service as `query-service` runs it, over a view that fits into its first level. */
final class ServedView implements AutoCloseable {
    private static final int PATTERNS = 900;

    private final WrittenView view;
    private final ViewReader reader;
    private final QueryService service;
    private final SplittableRandom random = new SplittableRandom(3);

    ServedView(HttpLimits limits) throws IOException {
        this(limits, List.of());
    }

    /** @param mounts routes on the same port */
    ServedView(HttpLimits limits, List<Mount> mounts) throws IOException {
        view = new WrittenView(Files.createTempDirectory("credence-bench").resolve("view"), PATTERNS);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        reader = view.openReader(metrics);
        service = QueryService.start(
                new QueryConfig(
                        new Listening(Listening.DEFAULT_HOST, 0, limits, Access.open()), CacheConfig.defaults()),
                reader,
                ServingStatus.alone(new ProcessInfo("bench", "-", List.of("query-service"), "credence", "credence", 0)),
                metrics,
                mounts);
    }

    int port() {
        return service.port();
    }

    /** The request for one pattern, any of them. */
    byte[] get() {
        return get("/v1/patterns/");
    }

    /** The request for what is under one of the patterns' ids there. */
    byte[] get(String prefix) {
        return ("GET " + prefix + id() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The request for so many patterns. */
    byte[] batchGet(int ids) {
        StringBuilder body = new StringBuilder("{\"ids\":[");
        for (int i = 0; i < ids; i++) {
            body.append(i == 0 ? "\"" : ",\"").append(id()).append('"');
        }
        body.append("]}");
        return ("POST /v1/patterns:batchGet HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** All of them. */
    List<String> ids() {
        return IntStream.range(0, PATTERNS).mapToObj(view::id).toList();
    }

    private String id() {
        return view.id(random.nextInt(PATTERNS));
    }

    @Override
    public void close() {
        service.close();
        reader.close();
        view.close();
    }
}
