package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(cache.cacheStatistics().l2().hits()).isEqualTo(1);
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
            outcomes("a", i);
            outcomes("b", i);
            cache.catchUp();
            later.runAll();
            assertThat(successes(cache.cached("b"))).isEqualTo(i);
        }

        assertThat(cache.cached("a")).isNull();
        assertThat(successes(cache.load("a"))).isEqualTo(20);
    }
}
