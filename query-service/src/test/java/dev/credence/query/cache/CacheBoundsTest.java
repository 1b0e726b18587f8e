package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Pattern;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays when there is no room, and for how long. */
final class CacheBoundsTest extends CacheCase {
    @Test
    void shouldKeepHotRowsThroughAFloodOfUnknownIds() {
        given("hot");
        reopen(bounds(10, 10, 100, Policy.LRU));
        cache.load("hot");
        long queries = queries();
        for (String id : numbered("none", 2_000)) {
            cache.answer(id);
        }
        assertThat(queries()).isEqualTo(queries + 2_000);

        assertThat(cache.cached("hot")).isNotNull();
        cache.levels().l1().store().clear();
        cache.levels().l2().store().clear();
        assertThat(cache.cached("hot")).as("in L3").isNotNull();
        assertThat(cache.cacheStatistics().l3().entries()).isLessThanOrEqualTo(11);
    }

    @Test
    void shouldKeepWhatIsReadOftenThroughAScanWithTinyLfu() {
        assertThat(hotRowsLeftAfterAScan(Policy.TINYLFU)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void shouldKeepOnlyWhatWasReadLastWithLru() {
        assertThat(hotRowsLeftAfterAScan(Policy.LRU)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayWithinEntriesAndBytes(Policy policy) {
        List<String> ids = numbered("p", 300);
        for (String id : ids) {
            view.store(Pattern.ofText(id, "strategy", "0123456789".repeat(100)), ORIGIN);
        }
        view.commit().publish();
        Bounds few = new Bounds(20, 10 << 20, Duration.ofMinutes(1));
        Bounds small = new Bounds(1_000, 30_000, Duration.ofMinutes(1));
        reopen(new CacheConfig(small, few, small, policy, false));
        ids.forEach(cache::answer);
        cache.levels().l1().store().trim();
        cache.levels().l2().store().trim();
        cache.levels().l3().store().trim();

        assertThat(cache.cacheStatistics().l1().bytes()).isBetween(15_000L, 30_000L);
        assertThat(cache.cacheStatistics().l2().entries()).isEqualTo(20);
        assertThat(cache.cacheStatistics().l3().bytes()).isBetween(20_000L, 30_000L);
        assertThat(cache.cacheStatistics().l2().evictions()).isEqualTo(280);
    }

    @ParameterizedTest
    @EnumSource
    void shouldForgetWhatIsOverItsTime(Policy policy) {
        given("a");
        reopen(bounds(10, 10, 10, policy));
        cache.load("a");
        ticks.addAndGet(Duration.ofSeconds(61).toNanos());
        cache.levels().l1().store().clear();
        cache.levels().l2().store().clear();
        assertThat(cache.cached("a")).as("L3 forgets after a minute").isNull();

        cache.load("a");
        cache.levels().l1().store().clear();
        cache.levels().l3().store().clear();
        ticks.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(cache.cached("a")).isNotNull();
        cache.levels().l1().store().clear();
        ticks.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(cache.cached("a")).as("L2 forgets after ten minutes").isNull();
    }

    /** How many of 20 rows, read 200 times each (one read in eight is recorded), survive 500 others that are read once in L1 of 40. */
    private long hotRowsLeftAfterAScan(Policy policy) {
        List<String> hot = numbered("hot", 20);
        List<String> others = numbered("p", 500);
        given(hot.toArray(String[]::new));
        given(others.toArray(String[]::new));
        reopen(bounds(40, 40, 40, policy));
        for (int i = 0; i < 200; i++) {
            hot.forEach(cache::answer);
        }
        others.forEach(cache::answer);
        return hot.stream().filter(id -> cache.cached(id) != null).count();
    }
}
