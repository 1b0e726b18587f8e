package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.read.PatternAnswer.Absent;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are held and that commits say themselves what they are now. */
final class AmendedTest extends CacheCase {
    private static Stream<Arguments> levels() {
        return Stream.of(
                Arguments.of("L1", List.of()), Arguments.of("L2", List.of(1)), Arguments.of("L3", List.of(1, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("levels")
    void shouldAnswerFromEachLevelWithoutReading(String level, List<Integer> without) {
        given("a");
        outcomes("a", 1);
        cache.catchUp();
        cache.load("a");
        long queries = queries();
        outcomes("a", 2);
        outcomes("a", 3);
        cache.catchUp();
        outcomes("a", 4);
        cache.catchUp();
        if (without.contains(1)) {
            cache.levels().l1().store().clear();
        }
        if (without.contains(2)) {
            cache.levels().l2().store().clear();
        }

        assertThat(successes(cache.cached("a"))).isEqualTo(4);
        assertThat(hit("a").row().offsets())
                .extracting(offset -> offset.kind() + " " + offset.offset())
                .containsExactly("PATTERNS 1", "CONFIDENCE 4");

        later.runAll();
        assertThat(queries()).as("nor did anybody read ahead").isEqualTo(queries);
        assertThat(cache.cacheStatistics().l1().hits()
                        + cache.cacheStatistics().l2().hits()
                        + cache.cacheStatistics().l3().hits())
                .isEqualTo(2);
    }

    @Test
    void shouldReadWhatWasHeldBeforeTheBodyChanged() {
        given("a");
        outcomes("a", 1);
        cache.catchUp();
        cache.load("a");

        view.store(Pattern.ofText("a", "strategy", "another text"), new Origin(2_000, 0, 2))
                .commit();
        outcomes("a", 2);
        cache.catchUp();

        assertThat(cache.cached("a")).as("one body behind").isNull();
        assertThat(found(cache.load("a")).pattern().content()).isEqualTo("another text");
        outcomes("a", 3);
        cache.catchUp();
        assertThat(hit("a").pattern().content()).isEqualTo("another text");
        assertThat(successes(hit("a"))).isEqualTo(3);
    }

    @Test
    void shouldReadWhatHasEvidenceInSeveralPartitions() {
        given("a");
        outcomes("a", 1);
        cache.catchUp();
        cache.load("a");

        view.outcomes("a", 1, new Evidence(HalfLives.DEFAULT.defaultMs()), 1, -1)
                .commit();
        cache.catchUp();
        assertThat(cache.cached("a")).isNull();
        cache.load("a");
        outcomes("a", 2);
        cache.catchUp();

        assertThat(cache.cached("a")).isNull();
        assertThat(successes(cache.load("a"))).isEqualTo(2);
    }

    @Test
    void shouldCountTheOutcomesThatWaitForAPattern() {
        given("a");
        outcomes("b", 3);
        cache.catchUp();
        cache.load("b");

        outcomes("b", 4);
        cache.catchUp();

        assertThat(cache.cached("b")).isEqualTo(new Absent("b", 4));
    }

    @Test
    void shouldForgetRowsThatAreNotHeldAnyMore() {
        reopen(bounds(1, 1, 2, Policy.LRU));
        List<String> ids = numbered("p", 50);
        given(ids.toArray(String[]::new));
        ids.forEach(id -> outcomes(id, 1));
        cache.catchUp();
        ids.forEach(cache::load);
        assertThat(cache.levels().residents().size()).isEqualTo(50);

        outcomes("p49", 2);
        cache.catchUp();
        later.runAll();

        assertThat(cache.levels().residents().size()).isEqualTo(2);
        assertThat(cache.cached("p0")).isNull();
        cache.load("p49");
        outcomes("p49", 3);
        cache.catchUp();
        assertThat(successes(cache.cached("p49"))).isEqualTo(3);
    }

    @Test
    void shouldShowWhatTheDatabaseShowsWhateverCommitsCame() {
        List<String> ids = numbered("p", 20);
        given(ids.toArray(String[]::new));
        SplittableRandom random = new SplittableRandom(17);
        int[] successes = new int[ids.size()];
        int answers = 0;
        for (int step = 1; step <= 400; step++) {
            int one = random.nextInt(ids.size());
            String id = ids.get(one);
            switch (random.nextInt(10)) {
                case 0 ->
                    view.store(Pattern.ofText(id, "strategy", "text " + step), new Origin(2_000, 0, step + 1))
                            .commit();
                case 1 -> view.delete(id, new Origin(2_000, 0, step + 1)).commit();
                default -> outcomes(id, ++successes[one]);
            }
            if (random.nextInt(3) == 0) {
                cache.catchUp();
            }
            if (random.nextInt(4) == 0) {
                later.runAll();
            }
            cache.catchUp();
            String wanted = ids.get(random.nextInt(ids.size()));
            if (cache.cached(wanted) != null) {
                answers++;
                assertThat(cache.row(wanted))
                        .usingRecursiveComparison()
                        .ignoringFields("seq")
                        .as("step %d", step)
                        .isEqualTo(reader.get(wanted));
            } else {
                cache.load(wanted);
            }
        }
        assertThat(answers).isGreaterThan(200);
    }
}
