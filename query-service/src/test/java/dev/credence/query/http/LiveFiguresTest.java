package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ViewFixture;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LiveFiguresTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private ViewFixture view;
    private ServiceFixture service;

    @BeforeEach
    void start(@TempDir Path directory) {
        Evidence good = new Evidence(HalfLives.DEFAULT.of("p1"));
        for (int i = 0; i < 20; i++) {
            good.fold(Result.SUCCESS, 1, System.currentTimeMillis());
        }
        view = new ViewFixture(directory)
                .store(Pattern.ofText("p1", "note", "text with\na line break"), new Origin(1, 0, 4))
                .outcomes("p1", 0, good, 19, -1)
                .passed(ViewFixture.CONFIDENCE, 0, 20)
                .commit();
        service = new ServiceFixture(view);
    }

    @AfterEach
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldSayEachSecondWhatTheStatisticsSay() throws Exception {
        view.publish();

        Map<String, JsonNode> events = firstEvents(2);

        JsonNode asked = service.get("/v1/stats").json();
        JsonNode stats = Objects.requireNonNull(events.get("stats"));
        assertThat(stats.fieldNames()).toIterable().containsExactlyElementsOf(() -> asked.fieldNames());
        assertThat(stats.get("patterns").asLong()).isEqualTo(1);
        assertThat(stats.get("ledger")).isEqualTo(asked.get("ledger"));
        assertThat(stats.get("behind_ms").isNull()).isTrue();
        assertThat(stats.get("dead_letters").isNull()).isTrue();
        JsonNode movers = Objects.requireNonNull(events.get("movers"));
        assertThat(movers.get("considered").asInt()).isEqualTo(1);
        assertThat(movers.at("/risers/0/id").asText()).isEqualTo("p1");
        assertThat(movers.at("/risers/0/before").asDouble()).isEqualTo(0.5);
        assertThat(movers.at("/risers/0/now").asDouble()).isGreaterThan(0.9);
        assertThat(movers.get("fallers")).isEmpty();
    }

    @Test
    void shouldSayWhyThereAreNoFigures() throws Exception {
        JsonNode problem = Objects.requireNonNull(firstEvents(1).get("problem"));

        assertThat(problem.get("code").asText()).isEqualTo("starting");
    }

    private Map<String, JsonNode> firstEvents(int number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/live"))
                .build();
        Map<String, JsonNode> events = new LinkedHashMap<>();
        try (InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                Scanner scanner = new Scanner(body, StandardCharsets.UTF_8).useDelimiter("\n\n")) {
            assertThat(scanner.next()).isEqualTo("retry: 2000");
            while (events.size() < number) {
                String[] lines = scanner.next().split("\n", -1);
                assertThat(lines).hasSize(2);
                events.put(
                        lines[0].substring("event: ".length()),
                        new ObjectMapper().readTree(lines[1].substring("data: ".length())));
            }
        }
        return events;
    }
}
