package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ViewFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListEndpointTest {
    private static final int ROWS = 4_000;
    private static final long YEAR = 365 * 24 * 3600 * 1000L;

    private final List<Row> rows = new ArrayList<>();
    private ViewFixture view;
    private ServiceFixture service;

    private record Row(String id, String type, Prior prior, Evidence evidence) {
        Confidence at(long ms) {
            return Confidence.of(evidence, prior, ms);
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        Random random = new Random(42);
        long now = System.currentTimeMillis();
        view = new ViewFixture(directory);
        for (int i = 0; i < ROWS; i++) {
            Row row = new Row("p" + i, i % 3 == 0 ? "tool" : "strategy", prior(random), evidence(random, now));
            rows.add(row);
            Prior stated = row.prior.equals(Prior.UNIFORM) ? null : row.prior;
            Pattern pattern = new Pattern(row.id, row.type, "text " + i, Map.of(), null, null, stated, Priority.MEDIUM);
            view.store(pattern, new Origin(now, i % 4, i));
            if (!row.evidence.isEmpty()) {
                view.outcomes(row.id, i % 4, row.evidence, i, -1);
            }
        }
        view.outcomes("waiting", 0, evidence(new Random(1), now), 1, -1)
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
    void shouldEqualAFullSortByLowerBoundUnlessAskedOtherwise() {
        JsonNode json = service.get("/v1/patterns").json();

        assertThat(ids(json))
                .isEqualTo(sorted(byLowerBound(asOf(json)), row -> true).subList(0, 50));
        assertThat(json.get("next").isTextual()).isTrue();
        for (JsonNode pattern : json.get("patterns")) {
            assertThat(pattern.get("confidence").get("as_of")).isEqualTo(json.get("as_of"));
        }
    }

    @Test
    void shouldEqualAFullSortWhateverTheSort() {
        JsonNode lowerBound =
                service.get("/v1/patterns?sort=lower_bound&limit=1000").json();
        assertThat(ids(lowerBound))
                .isEqualTo(sorted(byLowerBound(asOf(lowerBound)), row -> true).subList(0, 1000));
        JsonNode mean = service.get("/v1/patterns?sort=confidence&limit=700").json();
        long at = asOf(mean);
        assertThat(ids(mean))
                .isEqualTo(sorted(Comparator.comparingDouble(row -> -row.at(at).mean()), row -> true)
                        .subList(0, 700));
        JsonNode usage = service.get("/v1/patterns?sort=usage&limit=1000").json();
        assertThat(ids(usage))
                .isEqualTo(sorted(
                                Comparator.comparingLong(row -> -row.evidence.successes() - row.evidence.failures()),
                                row -> true)
                        .subList(0, 1000));
        JsonNode recent = service.get("/v1/patterns?sort=recent&limit=1").json();
        assertThat(ids(recent))
                .isEqualTo(sorted(Comparator.comparingLong(row -> -row.evidence.lastEventMs()), row -> true)
                        .subList(0, 1));
    }

    @Test
    void shouldShowOnlyTheTypeAndTheConfidenceThatWereAskedFor() {
        JsonNode json = service.get("/v1/patterns?type=tool&min_confidence=0.75&limit=1000")
                .json();
        long at = asOf(json);

        assertThat(ids(json))
                .isEqualTo(sorted(
                        byLowerBound(at),
                        row -> row.type.equals("tool") && row.at(at).mean() >= 0.75));
        assertThat(ids(json)).isNotEmpty();
        assertThat(json.get("next").isNull()).isTrue();
        assertThat(service.get("/v1/patterns?type=nothing").json().get("patterns"))
                .isEmpty();
    }

    @Test
    void shouldShowEachRowOnceOverAllPages() {
        for (String sort : new String[] {"lower_bound", "usage"}) {
            String path = "/v1/patterns?limit=333&sort=" + sort;
            JsonNode page = service.get(path).json();
            JsonNode asOf = page.get("as_of");
            List<String> all = new ArrayList<>(ids(page));
            while (page.get("next").isTextual()) {
                page = service.get(path + "&cursor=" + page.get("next").asText())
                        .json();
                assertThat(page.get("as_of")).isEqualTo(asOf);
                all.addAll(ids(page));
            }

            Comparator<Row> order = sort.equals("usage")
                    ? Comparator.comparingLong(row -> -row.evidence.successes() - row.evidence.failures())
                    : byLowerBound(asOf(page));
            assertThat(all).isEqualTo(sorted(order, row -> true));
            Set<String> distinct = new HashSet<>(all);
            assertThat(distinct).hasSize(ROWS);
        }
    }

    @Test
    void shouldRefuseParametersOutOfRange() {
        Problems.expect(service.get("/v1/patterns?limit=0"), 400, "bad-parameter", "1 to 1000");
        Problems.expect(service.get("/v1/patterns?limit=1001"), 400, "bad-parameter", "1001");
        Problems.expect(service.get("/v1/patterns?limit=x"), 400, "bad-parameter", "limit");
        Problems.expect(service.get("/v1/patterns?sort=best"), 400, "bad-parameter", "lower_bound");
        Problems.expect(service.get("/v1/patterns?min_confidence=1.5"), 400, "bad-parameter", "1.5");
        Problems.expect(service.get("/v1/patterns?min_confidence=NaN"), 400, "bad-parameter", "NaN");
        Problems.expect(service.get("/v1/patterns?type="), 400, "bad-parameter", "type");
    }

    @Test
    void shouldRefuseACursorOfAnotherList() {
        String cursor = service.get("/v1/patterns?limit=1").json().get("next").asText();

        Problems.expect(service.get("/v1/patterns?cursor=" + cursor + "A"), 400, "bad-cursor", "start again");
        Problems.expect(service.get("/v1/patterns?cursor=zzz"), 400, "bad-cursor", "zzz");
        Problems.expect(service.get("/v1/patterns?sort=usage&cursor=" + cursor), 400, "bad-cursor", "another");
        assertThat(service.get("/v1/patterns?cursor=" + cursor).status()).isEqualTo(200);
    }

    private Comparator<Row> byLowerBound(long asOfMs) {
        Map<String, Double> values = new HashMap<>();
        rows.forEach(row -> values.put(row.id, row.at(asOfMs).lowerBound()));
        return Comparator.comparing(row -> values.get(row.id), Comparator.reverseOrder());
    }

    private List<String> sorted(Comparator<Row> order, Predicate<Row> filter) {
        return rows.stream()
                .filter(filter)
                .sorted(order.thenComparing(Row::id))
                .map(Row::id)
                .toList();
    }

    private static List<String> ids(JsonNode json) {
        return json.get("patterns").findValuesAsText("id");
    }

    private static long asOf(JsonNode json) {
        return Instant.parse(json.get("as_of").asText()).toEpochMilli();
    }

    private static Prior prior(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Prior(0.05 + 0.9 * random.nextDouble(), 1 + random.nextInt(100));
            // Weak priors: alpha or beta below 1, where a lower bound may lie above its mean.
            case 1 -> new Prior(0.9 + 0.099 * random.nextDouble(), 0.01 + 2 * random.nextDouble());
            default -> Prior.UNIFORM;
        };
    }

    private static Evidence evidence(Random random, long now) {
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        double rate = random.nextDouble();
        for (int i = random.nextInt(30); i > 0; i--) {
            Result result = random.nextDouble() < rate ? Result.SUCCESS : Result.FAILURE;
            evidence.fold(result, 1 + random.nextInt(3), now - (long) (random.nextDouble() * 3 * YEAR));
        }
        return evidence;
    }
}
