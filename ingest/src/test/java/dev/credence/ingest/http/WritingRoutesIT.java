package dev.credence.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.ingest.publish.OwnCluster;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingRoutesIT {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson; charset=utf-8";
    private static final String OUTCOME = "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}";

    @TempDir
    static Path directory;

    private static OwnCluster cluster;
    private static TopicCatalogue topics;
    private static Publisher publisher;
    private static WritingRoutes routes;
    private static RoutesServer server;

    @BeforeAll
    static void start() {
        cluster = OwnCluster.start(directory);
        topics = cluster.topics();
        publisher = Publisher.open(cluster.config(topics).withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2)));
        routes = new WritingRoutes(publisher, InstantSource.system());
        server = new RoutesServer(routes);
    }

    @AfterAll
    static void stop() {
        server.close();
        routes.close();
        publisher.close();
        cluster.close();
    }

    @Test
    void shouldAcceptAnObjectAnArrayAndLinesOnceKafkaHasThem() {
        String pattern = "{\"id\":\"p-%s\",\"type\":\"t\",\"content\":\"c\"}";
        long before = cluster.records(topics.patterns()).size();

        HttpResponse<String> object = server.post("/v1/patterns", JSON, " " + pattern.replace("%s", "1"));
        HttpResponse<String> array = server.post(
                "/v1/patterns", JSON, "[" + pattern.replace("%s", "2") + " , " + pattern.replace("%s", "3") + "]\n");
        HttpResponse<String> lines = server.post(
                "/v1/patterns", LINES, pattern.replace("%s", "4") + "\n\n" + pattern.replace("%s", "5") + "\n");

        assertThat(object.statusCode()).isEqualTo(202);
        assertThat(object.headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(object.body())
                .matches(
                        "\\{\"accepted\":1,\"rejected\":\\[],\"receipts\":\\[\"" + topics.patterns() + "-\\d@\\d+\"]}");
        assertThat(array.body()).startsWith("{\"accepted\":2,");
        assertThat(lines.body()).startsWith("{\"accepted\":2,");
        assertThat(cluster.records(topics.patterns())).hasSize((int) before + 5);
    }

    @Test
    void shouldCarryTheTraceIntoTheRecord() {
        String ofRequest = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String ofLine = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        String line = "{\"pattern_id\":\"%s\",\"outcome\":\"success\"%s}\n";
        String own = ",\"traceparent\":\"" + ofLine + '"';

        server.post("/v1/confidence", LINES, line.formatted("t1", "") + line.formatted("t2", own), ofRequest);
        server.post("/v1/confidence", LINES, line.formatted("t3", own));
        server.post("/v1/confidence", LINES, line.formatted("t4", ""), "garbage; 00-1");
        server.delete("/v1/patterns/t5", ofRequest);

        assertThat(traceOf(topics.confidence(), "t1")).hasValue(ofRequest);
        assertThat(traceOf(topics.confidence(), "t2")).hasValue(ofLine);
        assertThat(traceOf(topics.confidence(), "t3")).hasValue(ofLine);
        assertThat(traceOf(topics.confidence(), "t4")).isEmpty();
        assertThat(traceOf(topics.patterns(), "t5")).hasValue(ofRequest);
    }

    private static Optional<String> traceOf(String topic, String id) {
        return cluster.records(topic).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(id))
                .map(record -> record.headers().lastHeader("traceparent"))
                .filter(Objects::nonNull)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst();
    }

    @Test
    void shouldAcceptTheGoodLinesAndListTheBadOnes() {
        HttpResponse<String> response = server.post(
                "/v1/confidence",
                LINES,
                OUTCOME + "\n{\"pattern_id\":\"p1\",\"outcome\":\"success\",\"weight\":-1}\n" + OUTCOME + "\nx\n");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body())
                .startsWith("{\"accepted\":2,\"rejected\":[{\"line\":2,\"code\":\"bad-weight\","
                        + "\"detail\":\"weight must be > 0 and <= 1000, was -1\"},{\"line\":4,\"code\":\"bad-json\",")
                .contains("\"receipts\":[\"" + topics.confidence() + "-");
    }

    @Test
    void shouldNameTheFirstBadLinesAndCountThemAll() {
        HttpResponse<String> refused = server.post("/v1/confidence", LINES, "x\n".repeat(200_000));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .hasSizeLessThan(40_000)
                .contains("the first: line 1: ", "{\"line\":100,", ",\"rejected_count\":200000,\"receipts\":[]}")
                .doesNotContain("{\"line\":101,");

        HttpResponse<String> inPart =
                server.post("/v1/confidence", LINES, OUTCOME + '\n' + "x\n".repeat(6_000) + OUTCOME + '\n');
        assertThat(inPart.statusCode()).isEqualTo(202);
        assertThat(inPart.body())
                .startsWith("{\"accepted\":2,")
                .contains("{\"line\":5001,", ",\"rejected_count\":6000,\"receipts\":[\"")
                .doesNotContain("{\"line\":5002,");
    }

    @Test
    void shouldReceiptTheRecordThatADeleteLeft() {
        HttpResponse<String> response = server.delete("/v1/patterns/gone%3Ap");

        assertThat(response.statusCode()).isEqualTo(202);
        String receipt = response.body().replaceAll(".*\"receipts\":\\[\"([^\"]+)\"]}", "$1");
        assertThat(cluster.byReceipt(topics.sources()).get(Receipt.parse(receipt)))
                .satisfies(record -> assertThat(record.key()).asString().isEqualTo("gone:p"))
                .extracting("value")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "17", "{}", "[1]", "{\"pattern_id\":", "[" + OUTCOME + ",]", OUTCOME + OUTCOME})
    void shouldAnswer400WhenNothingIsAccepted(String body) {
        long before = cluster.records(topics.confidence()).size();

        HttpResponse<String> response = server.post("/v1/confidence", JSON, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .startsWith("{\"type\":\"urn:credence:problem:bad-body\",\"code\":\"bad-body\",")
                .contains("\"status\":400", "\"accepted\":0,\"rejected\":[", "\"receipts\":[]}");
        assertThat(cluster.records(topics.confidence())).hasSize((int) before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void shouldAnswer415WhenTheBodyIsNotSaidToBeJson(String contentType) {
        HttpResponse<String> response = server.post("/v1/confidence", contentType, OUTCOME);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("Content-Type must be application/json or application/x-ndjson, was ");
    }

    @Test
    void shouldAnswer413WhenTheBodyIsTooLong() {
        HttpResponse<String> response =
                server.post("/v1/confidence", JSON, " ".repeat(WritingRoutes.MAX_BODY_BYTES) + OUTCOME);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"too-large\"");
    }

    @Test
    void shouldTakeABodyOnceThoseOfOthersLeaveRoom() throws IOException {
        BodyBudget budget = new BodyBudget(100);
        try (WritingRoutes narrow = new WritingRoutes(publisher, InstantSource.system(), budget);
                RoutesServer front = new RoutesServer(narrow)) {
            try (OpenBody open = new OpenBody(front.port(), 90)) {
                open.send(80);
                await().until(() -> budget.taken() == 80);
                HttpResponse<String> refused = front.post("/v1/confidence", JSON, OUTCOME);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                open.send(10);
                assertThat(open.answer()).startsWith("HTTP/1.1 400 ");
            }
            for (int i = 0; i < 3; i++) {
                assertThat(front.post("/v1/confidence", JSON, OUTCOME).statusCode())
                        .isEqualTo(202);
            }
            assertThat(front.post("/v1/confidence", "text/plain", OUTCOME).statusCode())
                    .isEqualTo(415);
            assertThat(budget.taken()).isZero();
        }
    }

    @Test
    void shouldAnswer400WhenTheIdOrTheQueryIsNotUsable() {
        assertThat(server.delete("/v1/patterns/a%2Fb").body()).contains("\"code\":\"bad-id\"", "was \\\"a/b\\\"");
        assertThat(server.delete("/v1/patterns/p?x=1").body()).contains("\"code\":\"bad-parameter\"");
    }

    @Test
    void shouldSayOfEachLineWhatBecameOfItWhenKafkaTakesAPart() {
        TopicCatalogue own = cluster.topics();
        String overtaking = OUTCOME.replace("}", ",\"priority\":\"critical\"}");
        try (Publisher toOwn = Publisher.open(
                        cluster.config(own).withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2)));
                WritingRoutes ownRoutes = new WritingRoutes(toOwn, InstantSource.system());
                RoutesServer ownServer = new RoutesServer(ownRoutes)) {
            cluster.delete(own.priority());

            HttpResponse<String> response = ownServer.post(
                    "/v1/confidence",
                    LINES,
                    String.join("\n", OUTCOME, OUTCOME, "", "x", OUTCOME, overtaking, OUTCOME, "x", OUTCOME, OUTCOME));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(response.body())
                    .contains("\"code\":\"kafka-unreachable\"", "send unsent_lines again, but not stored_lines")
                    .contains("\"accepted\":3,\"rejected\":[{\"line\":4,", "{\"line\":8,")
                    .contains("\"stored_lines\":[[1,2],[5,5]]")
                    .contains("\"unconfirmed_lines\":[[6,6]]")
                    .contains("\"unsent_lines\":[[7,7],[9,10]]");
            assertThat(cluster.records(own.confidence())).hasSize(3);
        }
    }

    @Test
    void shouldAnswer503WhenKafkaDoesNotAnswer() {
        cluster.broker().pause();
        try {
            HttpResponse<String> response = server.post("/v1/confidence", JSON, OUTCOME);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(response.body())
                    .startsWith("{\"type\":\"urn:credence:problem:kafka-unreachable\"")
                    .contains(
                            "\"accepted\":0", "\"stored_lines\":[],\"unconfirmed_lines\":[[1,1]],\"unsent_lines\":[]");
        } finally {
            cluster.broker().resume();
        }
        assertThat(server.post("/v1/confidence", JSON, OUTCOME).statusCode()).isEqualTo(202);
    }
}
