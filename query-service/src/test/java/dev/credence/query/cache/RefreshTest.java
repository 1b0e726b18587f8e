package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.query.cache.CacheConfig.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that change while they are held. */
final class RefreshTest extends CacheCase {
    @Test
    void shouldHoldWhatARowIsNowBeforeAnybodyAsks() {
        given("a", "b");
        cache.load("a");
        outcomes("a", 1);
        cache.catchUp();
        assertThat(cache.cached("a")).isNull();

        later.runAll();

        long queries = queries();
        assertThat(successes(cache.cached("a"))).isEqualTo(1);
        assertThat(queries()).isEqualTo(queries);
        assertThat(cache.cacheStatistics().l1().hits()).as("ready again").isEqualTo(1);
    }

    @Test
    void shouldShowTheNewBodyWhenThatIsWhatChanged() {
        given("a");
        cache.load("a");
        view.store(Pattern.ofText("a", "strategy", "another text"), new Origin(2_000, 0, 2))
                .commit();
        cache.catchUp();
        later.runAll();

        long queries = queries();
        assertThat(hit("a").pattern().content()).isEqualTo("another text");
        assertThat(json(hit("a"))).contains("another text");
        assertThat(queries()).isEqualTo(queries);
    }

    @Test
    void shouldKeepOneBodyInMemoryWhenOnlyOutcomesCame() {
        given("a");
        StoredBody before = found(cache.load("a")).row().body();
        outcomes("a", 1);
        cache.catchUp();
        later.runAll();

        assertThat(hit("a").row().body()).isSameAs(before);
        assertThat(successes(hit("a"))).isEqualTo(1);
    }

    @Test
    void shouldReadFirstWhatIsReadyToBeAnswered() {
        WatchedReader watched = new WatchedReader(reader);
        reopen(bounds(1, 10_000, 100_000, Policy.LRU), watched);
        List<String> ids = numbered("p", 200);
        given(ids.toArray(String[]::new));
        ids.forEach(cache::load);
        ids.forEach(id -> view.outcomes(id, 0, new Evidence(HalfLives.DEFAULT.defaultMs()), 1, -1));
        view.commit();
        cache.catchUp();
        List<Boolean> held = new ArrayList<>();
        watched.whenFixed().add(() -> held.add(cache.cached("p199") != null));
        watched.whenFixed().add(() -> {
            held.add(cache.cached("p199") != null);
            held.add(cache.cached("p0") != null);
        });

        later.runAll();

        assertThat(held)
                .as("the only one in L1 before, and after the first piece; another one")
                .containsExactly(false, true, false);
        assertThat(cache.cached("p0")).isNotNull();
    }

    @Test
    void shouldReadOnlyRowsThatAreHeld() {
        given("a", "b");
        cache.load("a");
        long queries = queries();
        outcomes("b", 1);
        cache.catchUp();

        later.runAll();

        assertThat(queries()).isEqualTo(queries);
        assertThat(cache.levels().l2().store().entries()).isEqualTo(1);
    }

    @Test
    void shouldReadRowsOnceHoweverManyCommitsChangedThem() {
        given("a", "b");
        cache.load("a");
        cache.load("b");
        for (int i = 1; i <= 5; i++) {
            outcomes("a", i);
            outcomes("b", i);
            cache.catchUp();
        }
        long queries = queries();

        later.runAll();

        assertThat(queries()).isEqualTo(queries + 1);
        assertThat(successes(cache.cached("a"))).isEqualTo(5);
        assertThat(successes(cache.cached("b"))).isEqualTo(5);
    }

    @Test
    void shouldLeaveRowsToWhoWantsThemWhenNobodyHasReadThemForLong() {
        given("a", "b");
        cache.load("a");
        cache.load("b");
        for (int i = 1; i <= 20; i++) {
            view.store(Pattern.ofText("a", "strategy", "text " + i), new Origin(2_000, 0, i));
            view.store(Pattern.ofText("b", "strategy", "text " + i), new Origin(2_000, 0, i));
            view.commit();
            cache.catchUp();
            later.runAll();
            assertThat(hit("b").pattern().content()).isEqualTo("text " + i);
        }

        assertThat(cache.cached("a")).isNull();
        assertThat(found(cache.load("a")).pattern().content()).isEqualTo("text 20");
    }
}
