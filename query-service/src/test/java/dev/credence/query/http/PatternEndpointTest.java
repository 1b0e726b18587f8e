package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternEndpointTest {
    private static final long NOW = System.currentTimeMillis();
    private static final long DAY = 24 * 3600 * 1000L;
    private static final long HALF_LIFE = HalfLives.DEFAULT.defaultMs();
    private static final String CONTENT = "try \"small\" steps\n\u0007 \u00e9 \u4e16 \ud83d\ude00 \\";

    private ViewFixture view;
    private ServiceFixture service;

    @BeforeAll
    void start(@TempDir Path directory) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("z", "1");
        metadata.put("a\"", "2");
        Pattern full = new Pattern(
                "tool:full",
                "strategy",
                CONTENT,
                metadata,
                new float[] {0.1f, -2.5e-7f, 3f},
                List.of(
                        new Step(1_767_323_045_006L, "edit", 0.5, new double[] {1.0, 2.5}),
                        new Step(1_767_323_045_007L, "run", null, new double[0])),
                new Prior(0.6, 4),
                Priority.MEDIUM);
        Evidence first = new Evidence(HALF_LIFE);
        first.fold(Result.SUCCESS, 1, NOW - 3 * DAY);
        first.fold(Result.SUCCESS, 2.5, NOW - 100 * DAY);
        Evidence second = new Evidence(HALF_LIFE);
        second.fold(Result.FAILURE, 1, NOW - 10 * DAY);
        Evidence waiting = new Evidence(HALF_LIFE);
        waiting.fold(Result.FAILURE, 1, NOW);
        waiting.fold(Result.FAILURE, 1, NOW);
        view = new ViewFixture(directory)
                .store(full, new Origin(NOW - 5_000, 1, 17))
                .outcomes("tool:full", 0, first, 123, 4)
                .outcomes("tool:full", 2, second, 9, -1)
                .store(Pattern.ofText("fresh", "note", "nothing happened yet"), new Origin(NOW - 1, 0, 18))
                .outcomes("waiting", 0, waiting, 5, -1)
                .store(Pattern.ofText("deleted", "note", "x"), new Origin(NOW - 9, 0, 19))
                .commit()
                .delete("deleted", new Origin(NOW - 8, 0, 20))
                .commit()
                .publish();
        service = new ServiceFixture(view);
    }

    @AfterAll
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldKeepTheNamesAndTheOrderOfTheContract() {
        Reply reply = service.get("/v1/patterns/tool:full?include=embedding,trajectory");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        JsonNode json = reply.json();
        assertThat(names(json))
                .containsExactly(
                        "id",
                        "type",
                        "content",
                        "metadata",
                        "usage_count",
                        "last_used",
                        "created_at",
                        "updated_at",
                        "confidence",
                        "offsets",
                        "embedding",
                        "trajectory");
        assertThat(names(json.get("confidence")))
                .containsExactly("mean", "lower_bound", "strength", "successes", "failures", "half_life_ms", "as_of");
        assertThat(names(json.get("trajectory").get(0))).containsExactly("at", "action", "reward", "state");
    }

    @Test
    void shouldShowWhatWasStored() {
        JsonNode json = service.get("/v1/patterns/tool:full?include=trajectory,embedding")
                .json();

        assertThat(json.get("id").asText()).isEqualTo("tool:full");
        assertThat(json.get("type").asText()).isEqualTo("strategy");
        assertThat(json.get("content").asText()).isEqualTo(CONTENT);
        assertThat(json.get("metadata").toString()).isEqualTo("{\"z\":\"1\",\"a\\\"\":\"2\"}");
        assertThat(json.get("usage_count").asInt()).isEqualTo(3);
        assertThat(json.get("last_used").asText()).isEqualTo(rfc3339(NOW - 3 * DAY));
        assertThat(json.get("created_at").asText()).isEqualTo(rfc3339(NOW - 5_000));
        assertThat(json.get("updated_at").asText()).isEqualTo(rfc3339(NOW - 5_000));
        assertThat(json.get("offsets").toString())
                .isEqualTo("{\"credence.patterns\":{\"1\":17},\"credence.confidence\":{\"0\":123,\"2\":9},"
                        + "\"credence.confidence.priority\":{\"0\":4}}");
        assertThat(json.get("embedding").toString()).isEqualTo("[0.1,-2.5E-7,3.0]");
        assertThat(json.get("trajectory").toString())
                .isEqualTo("[{\"at\":\"2026-01-02T03:04:05.006Z\",\"action\":\"edit\",\"reward\":0.5,"
                        + "\"state\":[1.0,2.5]},{\"at\":\"2026-01-02T03:04:05.007Z\",\"action\":\"run\","
                        + "\"reward\":null,\"state\":[]}]");
    }

    @Test
    void shouldAgeTheConfidenceToTheTimeThatItStates() {
        JsonNode confidence = service.get("/v1/patterns/tool%3Afull").json().get("confidence");

        long asOf = Instant.parse(confidence.get("as_of").asText()).toEpochMilli();
        double successes = halved(asOf - NOW + 3 * DAY) + 2.5 * halved(asOf - NOW + 100 * DAY);
        double failures = halved(asOf - NOW + 10 * DAY);
        double alpha = 0.6 * 4 + successes;
        double beta = 0.4 * 4 + failures;
        // Evidence is exact in its own definition, which lies within 1.1e-5 of the curve computed here.
        assertThat(confidence.get("mean").asDouble()).isCloseTo(alpha / (alpha + beta), within(2e-5));
        assertThat(confidence.get("strength").asDouble()).isCloseTo(successes + failures, within(1e-4));
        assertThat(BetaDistribution.of(alpha, beta)
                        .cumulativeProbability(confidence.get("lower_bound").asDouble()))
                .isCloseTo(0.05, within(1e-5));
        assertThat(confidence.get("successes").asInt()).isEqualTo(2);
        assertThat(confidence.get("failures").asInt()).isEqualTo(1);
        assertThat(confidence.get("half_life_ms").asLong()).isEqualTo(HALF_LIFE);
        assertThat(asOf).isBetween(NOW, System.currentTimeMillis());
    }

    @Test
    void shouldShowThePriorWhenNothingHappenedYet() {
        JsonNode json =
                service.get("/v1/patterns/fresh?include=embedding,trajectory").json();

        assertThat(json.get("usage_count").asInt()).isZero();
        assertThat(json.get("last_used").isNull()).isTrue();
        assertThat(json.get("embedding").isNull()).isTrue();
        assertThat(json.get("trajectory").isNull()).isTrue();
        assertThat(json.get("metadata").toString()).isEqualTo("{}");
        assertThat(json.get("confidence").get("mean").asDouble()).isEqualTo(0.5);
        assertThat(json.get("confidence").get("lower_bound").asDouble()).isCloseTo(0.05, within(1e-9));
        assertThat(json.get("confidence").get("strength").asDouble()).isZero();
    }

    @Test
    void shouldLeaveOutLargePartsThatWereNotAskedFor() {
        assertThat(names(service.get("/v1/patterns/tool:full").json())).doesNotContain("embedding", "trajectory");
        assertThat(names(service.get("/v1/patterns/tool:full?include=embedding").json()))
                .contains("embedding")
                .doesNotContain("trajectory");
    }

    @Test
    void shouldAnswerNotModifiedWhenTheTagIsStillTheRows() {
        Reply reply = service.get("/v1/patterns/tool:full");
        String tag = reply.header("ETag");

        assertThat(tag).matches("W/\"[^\"]+\"");
        Reply again = service.get("/v1/patterns/tool:full", "If-None-Match", "\"x\", " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.body()).isEmpty();
        assertThat(service.get("/v1/patterns/tool:full", "If-None-Match", "\"x\"")
                        .status())
                .isEqualTo(200);
        assertThat(service.get("/v1/patterns/tool:full?include=embedding", "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerAHeadWithTheHeadersOfAGet() {
        Reply head = service.call("HEAD", "/v1/patterns/fresh");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Integer.parseInt(head.header("Content-Length"))).isGreaterThan(100);
        assertThat(head.header("ETag"))
                .isEqualTo(service.get("/v1/patterns/fresh").header("ETag"));
    }

    @Test
    void shouldTellOutcomesThatWaitFromIdsThatNobodyKnows() {
        Reply unknown = service.get("/v1/patterns/nobody");
        Problems.expect(unknown, 404, "unknown-id", "nobody");
        Reply waiting = service.get("/v1/patterns/waiting");
        Problems.expect(waiting, 404, "no-pattern", "waiting");
        assertThat(waiting.json().get("waiting_outcomes").asInt()).isEqualTo(2);
        Problems.expect(service.get("/v1/patterns/deleted"), 404, "unknown-id", "deleted");
    }

    @Test
    void shouldRefuseIdsThatNoPatternCouldHave() {
        Problems.expect(service.get("/v1/patterns/-p"), 400, "bad-id", "\"-p\"");
        Problems.expect(service.get("/v1/patterns/a%2Fb"), 400, "bad-id", "\"a/b\"");
        Problems.expect(service.get("/v1/patterns/a+b"), 400, "bad-id", "\"a+b\"");
        Problems.expect(service.get("/v1/patterns/" + "x".repeat(129)), 400, "bad-id", "128");
        Problems.expect(service.get("/v1/patterns/%C3%A9"), 400, "bad-id", "\u00e9");
    }

    @Test
    void shouldRefuseParametersThatItDoesNotTake() {
        Problems.expect(service.get("/v1/patterns/fresh?inlcude=x"), 400, "bad-parameter", "inlcude");
        Problems.expect(service.get("/v1/patterns/fresh?include=body"), 400, "bad-parameter", "\"body\"");
        Problems.expect(service.get("/v1/patterns/fresh?include=a&include=b"), 400, "bad-parameter", "2 times");
        Problems.expect(service.get("/v1/patterns/fresh?wait=5"), 400, "bad-parameter", "after");
        Problems.expect(service.get("/v1/patterns/fresh?after=x"), 400, "bad-parameter", "TOPIC-PARTITION@OFFSET");
        Problems.expect(
                service.get("/v1/patterns/fresh?after=credence.patterns-0@1&wait=30001"),
                400,
                "bad-parameter",
                "30000");
    }

    private static double halved(long ageMs) {
        return Math.pow(2, -(double) ageMs / HALF_LIFE);
    }

    private static String rfc3339(long ms) {
        return java.time.OffsetDateTime.ofInstant(Instant.ofEpochMilli(ms), java.time.ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'"));
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
