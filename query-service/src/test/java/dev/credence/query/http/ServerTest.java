package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.body.Origin;
import dev.credence.core.model.Pattern;
import dev.credence.query.QueryConfig;
import dev.credence.query.QueryService;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.storage.ViewReader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private final AtomicBoolean rolesReady = new AtomicBoolean(true);
    private final AtomicReference<@Nullable String> obstacle = new AtomicReference<>();
    private ViewFixture view;
    private ServiceFixture service;

    @BeforeEach
    void start(@TempDir Path directory) {
        view = new ViewFixture(directory)
                .store(Pattern.ofText("p1", "note", "text"), new Origin(1, 0, 4))
                .passed(ViewFixture.PATTERNS, 0, 5)
                .passed(ViewFixture.CONFIDENCE, 2, 9)
                .commit();
        Mount echo = new Mount(
                "POST",
                "/v1/patterns",
                request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(202).end(body)));
        Mount remove = new Mount(
                "DELETE", "/v1/patterns/{id}", request -> request.response().end("deleted"));
        service = new ServiceFixture(view, status(), echo, remove);
    }

    @AfterEach
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldAnswerStartingUntilThereIsAView() {
        for (String path : new String[] {
            "/v1/patterns/p1",
            "/v1/patterns",
            "/v1/stats",
            "/readyz",
            "/v1/patterns/p1/history",
            "/v1/patterns/p1?after=credence.patterns-0@1&wait=20000"
        }) {
            Reply reply = service.get(path);
            Problems.expect(reply, 503, "starting", "/readyz");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
        }
        assertThat(service.get("/livez").status()).isEqualTo(200);
        assertThat(service.get("/info").json().get("generation").isNull()).isTrue();

        view.publish();

        assertThat(service.get("/v1/patterns/p1").status()).isEqualTo(200);
        assertThat(service.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void shouldBeReadyOnlyWhileTheOtherRolesCanWork() {
        view.publish();
        assertThat(service.get("/readyz").json().get("behind_ms").asLong()).isEqualTo(12);

        rolesReady.set(false);

        Problems.expect(service.get("/readyz"), 503, "starting", "again");
        assertThat(service.get("/v1/patterns/p1").status()).isEqualTo(200);
    }

    @Test
    void shouldStayReadyAndSayWhyTheViewIsNotWritten() {
        view.publish();
        assertThat(service.get("/readyz").json().has("obstacle")).isFalse();

        obstacle.set("no space left; make room");

        Reply reply = service.get("/readyz");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("obstacle").asText()).isEqualTo("no space left; make room");

        rolesReady.set(false);

        Problems.expect(service.get("/readyz"), 503, "starting", "no space left; make room");
    }

    @Test
    void shouldSayWhatIsServedWherePeopleLookFirst() {
        assertThat(service.get("/").body()).contains("/v1/patterns");
        assertThat(service.get("/").header("Content-Type")).startsWith("text/html");
        Problems.expect(service.get("/v2/patterns"), 404, "no-such-path", "/v2/patterns");
        Problems.expect(service.get("/v1/patterns/"), 404, "no-such-path", "/v1/patterns/");
    }

    @Test
    void shouldNameTheMethodsThatAPathTakes() {
        Reply reply = service.call("PUT", "/v1/patterns/p1");

        Problems.expect(reply, 405, "method-not-allowed", "\"PUT\"");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, DELETE");
        assertThat(service.get("/v1/patterns:batchGet").header("Allow")).isEqualTo("POST");
        assertThat(service.call("DELETE", "/v1/patterns").header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void shouldHandMountedRoutesTheWholeRequest() {
        view.publish();

        Reply posted = service.post("/v1/patterns", "application/json", "{\"id\":\"p9\"}");
        assertThat(posted.status()).isEqualTo(202);
        assertThat(posted.body()).isEqualTo("{\"id\":\"p9\"}");
        assertThat(service.call("DELETE", "/v1/patterns/p1").body()).isEqualTo("deleted");
        assertThat(service.get("/metrics").body())
                .contains("credence_http_requests_total{route=\"/v1/patterns\",status=\"202\"} 1.0");
    }

    @Test
    void shouldRefuseHeadsThatAreTooLong() {
        Problems.expect(service.get("/v1/patterns?type=" + "x".repeat(5_000)), 414, "uri-too-long", "shorten");
        Problems.expect(service.get("/livez", "X-Long", "x".repeat(9_000)), 431, "headers-too-large", "headers");
    }

    @Test
    void shouldCountAnswersByRouteAndStatus() {
        view.publish();
        service.get("/v1/patterns/p1");
        service.get("/v1/patterns/p1");
        service.get("/v1/patterns/nobody");

        Reply metrics = service.get("/metrics");

        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.body())
                .contains("credence_http_requests_total{route=\"/v1/patterns/{id}\",status=\"200\"} 2.0")
                .contains("credence_http_requests_total{route=\"/v1/patterns/{id}\",status=\"404\"} 1.0")
                .contains("credence_http_request_seconds_count{route=\"/v1/patterns/{id}\"} 3");
    }

    @Test
    void shouldStateWhatWasMeasuredAndNullForTheRest() {
        view.publish();
        service.get("/v1/patterns/p1");
        service.get("/v1/patterns/nobody");
        service.get("/metrics");

        JsonNode stats = service.get("/v1/stats").json();

        assertThat(stats.get("patterns").asInt()).isEqualTo(1);
        assertThat(stats.get("operations").get("count").asInt()).isEqualTo(1);
        assertThat(stats.get("cache").get("hit_rate").asDouble(-1)).isZero();
        assertThat(stats.get("cache").get("unknown_ids").asInt()).isEqualTo(1);
        assertThat(stats.get("cache").get("l2").get("misses").asInt()).isEqualTo(1);
        assertThat(stats.get("freshness_ms").get("p99").isNull()).isTrue();
        assertThat(stats.get("database").get("queries").asInt()).isPositive();
        assertThat(stats.get("database").get("pool").get("size").asInt()).isPositive();
        assertThat(stats.get("database").get("file_bytes").asLong()).isPositive();
        assertThat(stats.get("batches").get("count").asInt()).isEqualTo(4);
        assertThat(stats.get("compression").get("items").asInt()).isEqualTo(1);
        assertThat(stats.get("ledger")).hasSize(2);
        JsonNode row = stats.get("ledger").get(0);
        assertThat(row.get("consumed").asInt()).isEqualTo(7);
        assertThat(row.get("window_closed_at").asText()).isEqualTo("1970-01-01T00:00:02.000Z");
    }

    @Test
    void shouldNameTheGenerationThatItShows() {
        view.publish();

        JsonNode info = service.get("/info").json();

        assertThat(info.get("generation").asText()).isNotEmpty();
        assertThat(info.get("topics_prefix").asText()).isEqualTo("credence");
        assertThat(info.get("application_id").asText()).isEqualTo("credence");
        assertThat(info.get("version").asText()).isEqualTo("1.2.3");
        assertThat(info.get("commit").asText()).isEqualTo("abc1234");
        assertThat(info.get("roles")).extracting(JsonNode::asText).containsExactly("query-service");
        assertThat(info.get("format").asInt()).isEqualTo(1);
        assertThat(info.get("uptime_ms").asLong()).isPositive();
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        try (ViewReader reader = view.openReader()) {
            assertThatThrownBy(() -> QueryService.start(
                            QueryConfig.onPort(service.port()),
                            reader,
                            ServingStatus.alone(ServiceFixture.PROCESS),
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                            List.of()))
                    .isInstanceOf(HttpPortException.class)
                    .hasMessageContaining("http.port " + service.port());
        }
    }

    private ServingStatus status() {
        return new ServingStatus() {
            @Override
            public ProcessInfo process() {
                return ServiceFixture.PROCESS;
            }

            @Override
            public boolean rolesReady() {
                return rolesReady.get();
            }

            @Override
            public @Nullable Long behindMs() {
                return 12L;
            }

            @Override
            public @Nullable String obstacle() {
                return obstacle.get();
            }
        };
    }
}
