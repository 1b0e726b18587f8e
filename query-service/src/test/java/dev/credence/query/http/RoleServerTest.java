package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.query.read.ProcessInfo;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleServerTest {
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final AtomicReference<@Nullable String> obstacle = new AtomicReference<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private RoleServer server;

    @BeforeEach
    void start() {
        server = start(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSayThatItLivesEvenWhileItIsNotReady() throws Exception {
        ready.set(false);

        assertThat(call("GET", "/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = call("GET", "/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"starting\"", "the ingest is starting");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");

        ready.set(true);

        assertThat(call("GET", "/readyz").body()).isEqualTo("{\"status\":\"ready\",\"role\":\"ingest\"}");
    }

    @Test
    void shouldSayWhatKeepsTheViewFromBeingWritten() throws Exception {
        obstacle.set("no space left; make room");

        assertThat(call("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/readyz").body()).contains("\"obstacle\":\"no space left; make room\"");

        ready.set(false);

        assertThat(call("GET", "/readyz").statusCode()).isEqualTo(503);
        assertThat(call("GET", "/readyz").body()).contains("cannot be written: no space left; make room");
    }

    @Test
    void shouldSayWhatItIs() throws Exception {
        JsonNode info = new ObjectMapper().readTree(call("GET", "/info").body());

        assertThat(info.path("service").asText()).isEqualTo("credence");
        assertThat(info.path("role").asText()).isEqualTo("ingest");
        assertThat(info.path("roles")).extracting(JsonNode::asText).containsExactly("ingest");
        assertThat(info.path("version").asText()).isEqualTo("1.2.3");
        assertThat(info.path("commit").isNull()).isTrue();
        assertThat(info.path("uptime_ms").asLong()).isEqualTo(45_000);
        assertThat(info.path("application_id").asText()).isEqualTo("app");
        assertThat(info.path("generation").asText()).isEqualTo("g17");
        assertThat(info.path("format").asInt()).isEqualTo(1);
        assertThat(info.path("topics_prefix").asText()).isEqualTo("credence");
        assertThat(info.path("as_of").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @Test
    void shouldCountRequestsOfMountedRoutesAndRefuseOthers() throws Exception {
        assertThat(call("POST", "/v1/confidence").statusCode()).isEqualTo(202);
        assertThat(call("GET", "/v1/confidence").statusCode()).isEqualTo(405);
        assertThat(call("GET", "/v1/stats").body()).contains("no-such-path");

        assertThat(call("GET", "/metrics").body())
                .contains("credence_http_requests_total{route=\"/v1/confidence\",status=\"202\"} 1.0")
                .contains("credence_http_request_seconds_count{route=\"/v1/confidence\"} 1");
    }

    @Test
    void shouldListWhatIsServedWherePeopleLookFirst() throws Exception {
        assertThat(call("GET", "/nowhere").body()).contains("/ lists what is");

        assertThat(call("GET", "/").body())
                .contains("<li>POST /v1/confidence", "<li><a href=\"/readyz\">GET /readyz</a>");
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        assertThatThrownBy(() -> start(server.port()))
                .isInstanceOf(HttpPortException.class)
                .hasMessageContaining("http.port " + server.port());
    }

    private RoleServer start(int port) {
        RoleServed served = new RoleServed(
                new ProcessInfo("1.2.3", null, List.of("ingest"), "app", "credence", 1_767_323_000_000L),
                ready::get,
                () -> "g17",
                obstacle::get,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
        Mount write = new Mount(
                "POST",
                "/v1/confidence",
                request -> request.response().setStatusCode(202).end());
        return RoleServer.start(Listening.onPort(port), served, List.of(write));
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
