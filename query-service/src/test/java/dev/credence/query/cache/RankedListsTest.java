package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Sort;
import dev.credence.storage.PatternRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists out of memory, against a full sort of what was written, while rows change. */
final class RankedListsTest extends CacheCase {
    private static final int ROWS = 800;
    private static final long YEAR_MS = 365L * 24 * 3600 * 1000;

    private final Random random = new Random(5);
    private final Map<String, Evidence> written = new HashMap<>();

    @Test
    void shouldEqualAFullSortHoweverRowsChangeInBetween() {
        for (int i = 0; i < ROWS; i++) {
            put("p" + i);
        }
        view.commit().publish();
        for (int round = 0; round < 12; round++) {
            for (int change = 0; change < 20; change++) {
                put("p" + random.nextInt(ROWS + 50 * round));
            }
            view.commit();
            String deleted = "p" + random.nextInt(ROWS);
            view.delete(deleted, new Origin(2_000, 0, 2)).commit();
            written.remove(deleted);
            nowMs.addAndGet(random.nextInt(90) * 24L * 3600 * 1000);

            assertThat(ids(Sort.LOWER_BOUND)).isEqualTo(sorted(at -> -at.lowerBound()));
            assertThat(ids(Sort.CONFIDENCE)).isEqualTo(sorted(at -> -at.mean()));
        }
    }

    @Test
    void shouldReadOnlyRowsThatChanged() {
        for (int i = 0; i < ROWS; i++) {
            put("p" + i);
        }
        view.commit().publish();
        WatchedReader counting = watched();
        assertThat(ids(Sort.LOWER_BOUND)).hasSize(50);
        assertThat(counting.visited()).isEqualTo(ROWS);

        put("p1");
        put("p2");
        view.commit();
        assertThat(ids(Sort.LOWER_BOUND)).hasSize(50);
        assertThat(ids(Sort.USAGE)).hasSize(50);

        assertThat(counting.visited()).isEqualTo(ROWS + 2);
    }

    @Test
    void shouldShowAnotherGenerationAsSoonAsItIsServed() {
        put("a");
        view.commit().publish();
        assertThat(ids(Sort.RECENT)).containsExactly("a");

        view = view.rebuild();
        put("b");
        view.commit().publish();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(ids(Sort.RECENT)).containsExactly("b"));
    }

    @Test
    void shouldReadTheRowsOfAPageAsTheyWereWhenTheyWereChosen() {
        given("good", "gone", "poor");
        outcomes("good", 9);
        outcomes("gone", 5);
        WatchedReader watched = watched();
        assertThat(successesById()).hasSize(3);
        outcomes("poor", 1);

        watched.whenVisited().add(this::turnOver);

        assertThat(successesById())
                .containsExactly(Map.entry("good", 9L), Map.entry("gone", 5L), Map.entry("poor", 1L));
        assertThat(successesById()).containsExactly(Map.entry("poor", 50L), Map.entry("good", 10L));
    }

    @Test
    void shouldShowInTheNextListWhatWasCommittedWhileTheOneBeforeWasMade() {
        given("good", "gone", "poor");
        outcomes("good", 9);
        outcomes("gone", 5);
        WatchedReader watched = watched();
        assertThat(successesById()).hasSize(3);
        outcomes("poor", 1);

        // The feed of changes takes it in, the snapshot does not show it.
        watched.whenFixed().add(this::turnOver);

        assertThat(successesById())
                .containsExactly(Map.entry("good", 9L), Map.entry("gone", 5L), Map.entry("poor", 1L));
        assertThat(successesById()).containsExactly(Map.entry("poor", 50L), Map.entry("good", 10L));
    }

    @Test
    void shouldShowWhatChangedWhileAllRowsAreReadInPieces() {
        int rows = 11_000;
        for (int i = 0; i < rows; i++) {
            put("p" + i);
        }
        view.commit().publish();
        WatchedReader watched = watched();
        for (int piece = 0; piece < 3; piece++) {
            watched.whenVisited().add(() -> {
                for (int change = 0; change < 20; change++) {
                    put("p" + random.nextInt(rows + 100));
                }
                view.commit();
            });
        }

        assertThat(ids(Sort.LOWER_BOUND)).isEqualTo(sorted(at -> -at.lowerBound()));
        assertThat(watched.whenVisited())
                .as("changes that were made between pieces")
                .isEmpty();
        assertThat(watched.visited()).as("no row is read without need").isLessThan(rows + 3 * 20 + 1);
    }

    /** Three commits, after which the order is another one. */
    private void turnOver() {
        outcomes("poor", 50);
        outcomes("good", 10);
        view.delete("gone", new Origin(2_000, 0, 2)).commit();
    }

    private WatchedReader watched() {
        WatchedReader watched = new WatchedReader(reader);
        reopen(bounds(10, 10, 10, CacheConfig.Policy.TINYLFU), watched);
        return watched;
    }

    private List<Map.Entry<String, Long>> successesById() {
        return cache.list(new ListQuery(null, null, Sort.LOWER_BOUND, 50, nowMs.get(), null)).rows().stream()
                .map(row -> Map.entry(row.id(), row.evidence().successes()))
                .toList();
    }

    private void put(String id) {
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (int left = random.nextInt(30); left > 0; left--) {
            long at = nowMs.get() - (long) (random.nextDouble() * 6 * YEAR_MS);
            evidence.fold(random.nextInt(3) > 0 ? Result.SUCCESS : Result.FAILURE, 1.0, at);
        }
        view.store(Pattern.ofText(id, "strategy", "text"), new Origin(3_000 + nowMs.get(), 0, 1));
        if (!evidence.isEmpty()) {
            view.outcomes(id, 0, evidence, 1, -1);
        } else if (written.containsKey(id)) {
            evidence = written.get(id);
        }
        written.put(id, evidence);
    }

    private List<String> ids(Sort sort) {
        List<String> ids = new ArrayList<>();
        ListPage page = cache.list(new ListQuery(null, null, sort, 50, nowMs.get(), null));
        page.rows().stream().map(PatternRow::id).forEach(ids::add);
        return ids;
    }

    private List<String> sorted(java.util.function.ToDoubleFunction<Confidence> value) {
        return written.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Evidence> one) ->
                                value.applyAsDouble(Confidence.of(one.getValue(), Prior.UNIFORM, nowMs.get())))
                        .thenComparing(Map.Entry::getKey))
                .limit(50)
                .map(Map.Entry::getKey)
                .toList();
    }
}
