package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchEndpointTest {
    private static final String PATH = "/v1/patterns:batchGet";
    private static final String JSON = "application/json";

    private ViewFixture view;
    private ServiceFixture service;

    @BeforeAll
    void start(@TempDir Path directory) {
        view = new ViewFixture(directory);
        for (int i = 0; i < 1_000; i++) {
            view.store(Pattern.ofText("p" + i, "note", "text " + i), new Origin(i, 0, i));
        }
        view.store(Pattern.ofText("unread", "note", "text"), new Origin(1, 0, 1_000));
        view.store(Pattern.ofText("large", "note", "x".repeat(1 << 20)), ServiceFixture.ORIGIN);
        Evidence waiting = new Evidence(HalfLives.DEFAULT.defaultMs());
        waiting.fold(Result.SUCCESS, 1, 1);
        view.outcomes("waiting", 0, waiting, 1, -1).commit().publish();
        service = new ServiceFixture(view);
    }

    @AfterAll
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldAnswerInTheOrderOfTheIdsAndNameWhatIsMissing() {
        JsonNode json = service.post(PATH, JSON, "{\"ids\":[\"p7\",\"nobody\",\"p3\",\"waiting\",\"p5\"]}")
                .json();

        assertThat(json.get("patterns").findValuesAsText("id")).containsExactly("p7", "p3", "p5");
        assertThat(json.get("missing").toString()).isEqualTo("[\"nobody\",\"waiting\"]");
        Instant asOf = Instant.parse(json.get("as_of").asText());
        for (JsonNode pattern : json.get("patterns")) {
            assertThat(Instant.parse(pattern.get("confidence").get("as_of").asText()))
                    .isBetween(asOf, asOf.plusSeconds(1));
        }
        assertThat(json.get("patterns").get(0).get("content").asText()).isEqualTo("text 7");
    }

    @Test
    void shouldTakeAThousandIdsAndNotOneMore() {
        Reply most = service.post(PATH, JSON + "; charset=utf-8", ids(1_000));
        assertThat(most.json().get("patterns")).hasSize(1_000);
        assertThat(most.json().get("missing")).isEmpty();

        Problems.expect(service.post(PATH, JSON, ids(1_001)), 413, "too-many-ids", "1000");
    }

    @Test
    void shouldAnswerNothingToNothing() {
        JsonNode json = service.post(PATH, JSON, "{\"ids\":[]}").json();

        assertThat(json.get("patterns")).isEmpty();
        assertThat(json.get("missing")).isEmpty();
    }

    @Test
    void shouldRefuseBodiesThatAreNoListOfIds() {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"ids\":1}",
            "{\"ids\":[1]}",
            "{\"ids\":[],\"x\":1}",
            "{\"ids\":[]} {}",
            "{\"id\":[]}"
        }) {
            Problems.expect(service.post(PATH, JSON, body), 400, "bad-body", "{\"ids\":[");
        }
        Problems.expect(service.post(PATH, JSON, "{\"ids\":[\"p1\",\"-\"]}"), 400, "bad-id", "ids[1]");
        Problems.expect(service.post(PATH, "text/plain", "{\"ids\":[]}"), 415, "unsupported-media-type", "text/plain");
        Problems.expect(service.post(PATH + "?x=1", JSON, "{\"ids\":[]}"), 400, "bad-parameter", "\"x\"");
    }

    @Test
    void shouldRefuseABodyOfAnEncodingInWhichItMakesNoSense() {
        for (byte[] body : new byte[][] {{0, 0, (byte) 0xFF, (byte) 0xFE}, {(byte) 0xFE, (byte) 0xFF, 0, 0}}) {
            Problems.expect(service.post(PATH, JSON, body), 400, "bad-body", "it is not JSON");
        }
    }

    @Test
    void shouldCountEachReadOnceWhenOneOfThemIsNotHeld() {
        await().until(() -> {
            JsonNode before = cache();
            service.post(PATH, JSON, "{\"ids\":[\"p1\",\"p2\"]}");
            return cache().at("/l1/hits").asLong() == before.at("/l1/hits").asLong() + 2;
        });
        JsonNode before = cache();

        service.post(PATH, JSON, "{\"ids\":[\"p1\",\"p2\",\"unread\"]}");

        assertThat(cache().at("/l1/hits").asLong())
                .isEqualTo(before.at("/l1/hits").asLong() + 2);
        assertThat(cache().at("/l1/misses").asLong())
                .isEqualTo(before.at("/l1/misses").asLong() + 1);
    }

    private JsonNode cache() {
        return service.get("/v1/stats").json().get("cache");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        Problems.expect(service.post(PATH, JSON, " ".repeat(70_000)), 413, "too-large", "65536");
    }

    @Test
    void shouldRefuseAnAnswerThatWouldBeTooLarge() {
        assertThat(service.post(PATH, JSON, large(20)).json().get("patterns")).hasSize(20);

        Problems.expect(
                service.post(PATH, JSON, large(1_000)),
                413,
                "too-large",
                " bytes of patterns, and an answer has at most 67108864; ask for fewer ids at a time");
    }

    private static String large(int count) {
        return "{\"ids\":[\"large\"" + ",\"large\"".repeat(count - 1) + "]}";
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"p" + i + "\"")
                .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
    }
}
