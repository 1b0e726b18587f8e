package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Pattern;
import dev.credence.query.cache.CacheConfig.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held before anybody has read. */
final class WarmUpTest extends CacheCase {
    @Test
    void shouldHoldThePatternsOfTheHighestLowerBounds() {
        List<String> ids = numbered("p", 20);
        ids.forEach(id -> view.store(Pattern.ofText(id, "strategy", "text of " + id), ORIGIN));
        view.commit();
        for (int i = 0; i < ids.size(); i++) {
            outcomes(ids.get(i), 1 + i * 7 % 20);
        }
        view.publish();
        CacheConfig few = bounds(2, 5, 100, Policy.TINYLFU);
        reopen(new CacheConfig(few.l1(), few.l2(), few.l3(), few.policy(), true));

        await().until(() -> cache.levels().l2().store().entries() == 5
                && cache.levels().l1().store().entries() == 2);

        long queries = queries();
        List<String> warm = ids.stream().filter(id -> cache.cached(id) != null).toList();
        assertThat(warm)
                .extracting(id -> Integer.parseInt(id.substring(1)) * 7 % 20)
                .allMatch(rank -> rank >= 15);
        assertThat(warm).hasSize(5);
        assertThat(queries()).isEqualTo(queries);
    }

    @Test
    void shouldWarmUpAgainWithAnotherGeneration() {
        view.store(Pattern.ofText("a", "strategy", "old"), ORIGIN).commit().publish();
        CacheConfig few = bounds(2, 5, 100, Policy.TINYLFU);
        reopen(new CacheConfig(few.l1(), few.l2(), few.l3(), few.policy(), true));
        await().until(() -> cache.cached("a") != null);

        view = view.rebuild();
        view.store(Pattern.ofText("a", "strategy", "new"), ORIGIN).commit().publish();

        await().until(() -> {
            cache.catchUp();
            return cache.cached("a") != null && hit("a").pattern().content().equals("new");
        });
    }
}
