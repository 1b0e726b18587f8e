package dev.credence.cli.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.cli.metrics.RunningProduct;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation that is described, asked of the whole product: it answers as the description says. */
@WithKafka
final class OpenApiIT {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String FULL =
            "{\"id\":\"full\",\"type\":\"strategy\",\"content\":\"text\",\"metadata\":{\"k\":\"v\"},"
                    + "\"embedding\":[0.1,0.2],\"trajectory\":[{\"at\":1760000000000,\"action\":\"edit\",\"reward\":0.5,"
                    + "\"state\":[1.0,2.5]},{\"at\":1760000001000,\"action\":\"run\",\"reward\":null,\"state\":[]}],"
                    + "\"prior\":{\"mean\":0.6,\"strength\":4},\"priority\":\"high\"}";

    private record Call(
            String operation,
            int status,
            String method,
            String path,
            @Nullable String type,
            String body) {
        static Call get(String operation, int status, String path) {
            return new Call(operation, status, "GET", path, null, "");
        }

        static Call post(String operation, int status, String path, String type, String body) {
            return new Call(operation, status, "POST", path, type, body);
        }
    }

    private static final List<Call> WRITING = List.of(
            Call.post("storePatterns", 202, "/v1/patterns", JSON, FULL),
            Call.post("storePatterns", 202, "/v1/patterns", LINES, FULL.replace("full", "bare") + "\n{}\n"),
            Call.post("storePatterns", 400, "/v1/patterns", JSON, "{}"),
            Call.post("storePatterns", 415, "/v1/patterns", "text/csv", "a,b"),
            Call.post("reportOutcomes", 202, "/v1/confidence", JSON, outcome("full")),
            Call.post("reportOutcomes", 202, "/v1/confidence", LINES, outcome("waits") + "\n" + outcome("full")),
            Call.post("reportOutcomes", 400, "/v1/confidence", JSON, "no JSON"),
            new Call("deletePattern", 202, "DELETE", "/v1/patterns/bare", null, ""),
            new Call("deletePattern", 400, "DELETE", "/v1/patterns/-", null, ""));

    private static final List<Call> READING = List.of(
            Call.get("getPattern", 200, "/v1/patterns/full"),
            Call.get("getPattern", 200, "/v1/patterns/full?include=embedding,trajectory"),
            Call.get("getPattern", 400, "/v1/patterns/full?include=everything"),
            Call.get("getPattern", 404, "/v1/patterns/nobody"),
            Call.get("getPattern", 404, "/v1/patterns/waits"),
            Call.get("getPattern", 410, "/v1/patterns/full?after=elsewhere-0@1"),
            Call.get("getHistory", 200, "/v1/patterns/full/history"),
            Call.get("getHistory", 404, "/v1/patterns/nobody/history"),
            Call.post("batchGet", 200, "/v1/patterns:batchGet", JSON, "{\"ids\":[\"full\",\"nobody\",\"waits\"]}"),
            Call.post("batchGet", 400, "/v1/patterns:batchGet", JSON, "{}"),
            Call.post(
                    "batchGet", 413, "/v1/patterns:batchGet", JSON, "{\"ids\":[\"a\"" + ",\"a\"".repeat(1_000) + "]}"),
            Call.post("batchGet", 415, "/v1/patterns:batchGet", "text/csv", "a"),
            Call.get("listPatterns", 200, "/v1/patterns?limit=1&sort=recent&type=strategy&min_confidence=0.1"),
            Call.get("listPatterns", 400, "/v1/patterns?cursor=nonsense"),
            Call.get("getStats", 200, "/v1/stats"),
            Call.get("followStats", 200, "/v1/live"),
            Call.get("isAlive", 200, "/livez"),
            Call.get("isReady", 200, "/readyz"),
            Call.get("getInfo", 200, "/info"),
            Call.get("getMetrics", 200, "/metrics"),
            Call.get("getPage", 200, "/"),
            Call.get("getPageFile", 200, "/page/page.css"),
            Call.get("getPageFile", 200, "/page/icon.svg"),
            Call.get("getPageFile", 404, "/page/none.js"),
            Call.get("getDescription", 200, "/openapi.yaml"));

    private static RunningProduct product;
    private static Contract contract;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start(KafkaCluster cluster, @TempDir Path dataDir) throws Exception {
        product = new RunningProduct(cluster, dataDir, Map.of());
        contract = new Contract(
                send(Call.get("getDescription", 200, "/openapi.yaml")).body());
    }

    @AfterAll
    static void stop() {
        contract.close();
        product.close();
    }

    @Test
    void shouldAnswerAsDescribed() throws Exception {
        Set<String> called = new HashSet<>();
        String receipt = "";
        for (Call call : WRITING) {
            HttpResponse<String> response = check(call, called);
            if (call.operation().equals("reportOutcomes") && response.statusCode() == 202) {
                receipt = new ObjectMapper()
                        .readTree(response.body())
                        .at("/receipts/0")
                        .asText();
            }
        }
        String after = "/v1/patterns/full?after=" + receipt;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> product.json("/v1/stats").get("ledger").size() == 6);
        HttpResponse<String> response = check(Call.get("getPattern", 200, after + "&wait=30000"), called);
        HttpResponse<String> unchanged = send(
                Call.get("getPattern", 304, "/v1/patterns/full"),
                "If-None-Match",
                response.headers().firstValue("ETag").orElseThrow());
        assertThat(unchanged.statusCode()).isEqualTo(304);
        contract.require("getPattern", unchanged);
        check(Call.get("getPattern", 409, after.replaceAll("@.*", "@1000000")), called);
        for (Call call : READING) {
            check(call, called);
        }

        assertThat(called).as("operations that were called").isEqualTo(contract.operations());
    }

    private static HttpResponse<String> check(Call call, Set<String> called) throws Exception {
        HttpResponse<String> response = send(call);
        assertThat(response.statusCode()).as(call + " " + response.body()).isEqualTo(call.status());
        contract.require(call.operation(), response);
        called.add(call.operation());
        return response;
    }

    private static String outcome(String id) {
        return "{\"pattern_id\":\"" + id + "\",\"outcome\":\"success\"}";
    }

    private static HttpResponse<String> send(Call call, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(product.url() + call.path()))
                .timeout(Duration.ofSeconds(60))
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        if (call.type() != null) {
            request.header("Content-Type", call.type());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(
                request.build(), call.operation().equals("followStats") ? OpenApiIT::first : BodyHandlers.ofString());
    }

    /** The first line of a stream that goes on. */
    private static HttpResponse.BodySubscriber<String> first(HttpResponse.ResponseInfo info) {
        return BodySubscribers.mapping(BodySubscribers.ofInputStream(), in -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return String.valueOf(lines.readLine());
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        });
    }
}
