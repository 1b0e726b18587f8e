package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.body.Origin;
import dev.credence.core.model.Pattern;
import dev.credence.query.read.PatternAnswer.Absent;
import dev.credence.storage.ViewNotReadyException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is answered from where, and that none of it is stale. */
final class PatternCacheTest extends CacheCase {
    @Test
    void shouldAnswerAtOnceWhatWasLoaded() {
        given("a");
        assertThat(cache.cached("a")).isNull();

        String loaded = json(found(cache.load("a")));
        long queries = queries();

        assertThat(json(hit("a"))).isEqualTo(loaded).contains("\"content\":\"text of a\"");
        assertThat(queries()).isEqualTo(queries);
        assertThat(cache.cacheStatistics().l1().hits()).isEqualTo(1);
        assertThat(cache.cacheStatistics().hitRate()).isEqualTo(0.5);
    }

    @Test
    void shouldFallToTheNextLevelAndPromote() {
        given("a");
        String loaded = json(found(cache.load("a")));
        long queries = queries();

        cache.levels().l1().store().clear();
        assertThat(json(hit("a"))).isEqualTo(loaded);
        assertThat(cache.cacheStatistics().l2().hits()).isEqualTo(1);
        cache.levels().l1().store().clear();
        cache.levels().l2().store().clear();
        assertThat(json(hit("a"))).isEqualTo(loaded);
        assertThat(cache.cacheStatistics().l3().hits()).isEqualTo(1);
        assertThat(json(hit("a"))).isEqualTo(loaded);
        assertThat(cache.cacheStatistics().l1().hits()).isEqualTo(1);

        assertThat(cache.levels().l2().store().entries()).isEqualTo(1);
        assertThat(queries()).isEqualTo(queries);
    }

    @Test
    void shouldShowAChangeAsSoonAsItsCommitIsSeen() {
        given("a", "b");
        outcomes("a", 1);
        cache.catchUp();
        assertThat(successes(cache.load("a"))).isEqualTo(1);
        assertThat(found(cache.load("b"))).isNotNull();

        outcomes("a", 2);
        assertThat(successes(cache.cached("a"))).as("before the commit is seen").isEqualTo(1);
        cache.catchUp();

        assertThat(successes(cache.cached("a"))).isEqualTo(2);
        assertThat(cache.cached("b")).as("another row").isNotNull();
    }

    @Test
    void shouldForgetAPatternThatIsDeletedAndKnowItWhenItIsStoredAgain() {
        given("a");
        cache.load("a");

        view.delete("a", new Origin(2_000, 0, 2)).commit();
        cache.catchUp();
        assertThat(cache.cached("a")).isNull();
        assertThat(cache.load("a")).isEqualTo(new Absent("a", 0));
        assertThat(cache.cached("a")).isEqualTo(new Absent("a", 0));

        view.store(Pattern.ofText("a", "strategy", "anew"), new Origin(3_000, 0, 3))
                .commit();
        cache.catchUp();
        assertThat(cache.cached("a")).isNull();
        assertThat(found(cache.load("a")).pattern().content()).isEqualTo("anew");
    }

    @Test
    void shouldRememberThatAnIdIsUnknownUntilAnyIdIsInserted() {
        given("a");
        assertThat(cache.load("b")).isEqualTo(new Absent("b", 0));
        long queries = queries();
        assertThat(cache.cached("b")).isEqualTo(new Absent("b", 0));
        outcomes("a", 1);
        cache.catchUp();
        assertThat(cache.cached("b")).as("no id was inserted").isEqualTo(new Absent("b", 0));
        assertThat(queries()).isEqualTo(queries);

        view.store(Pattern.ofText("b", "strategy", "text"), ORIGIN).commit();
        cache.catchUp();

        assertThat(cache.cached("b")).isNull();
        assertThat(found(cache.load("b")).pattern().content()).isEqualTo("text");
        assertThat(cache.cacheStatistics().unknownIds()).isEqualTo(3);
        assertThat(cache.cacheStatistics().hitRate()).isZero();
    }

    @Test
    void shouldSayHowManyOutcomesWaitForAPattern() {
        given("a");
        outcomes("b", 3);
        cache.catchUp();

        assertThat(cache.load("b")).isEqualTo(new Absent("b", 3));
        assertThat(cache.cached("b")).isEqualTo(new Absent("b", 3));
    }

    @Test
    void shouldForgetAllWhenAnotherGenerationTakesThePlace() {
        given("a", "b");
        cache.load("a");
        cache.load("missing");

        view = view.rebuild();
        view.store(Pattern.ofText("missing", "strategy", "of the new one"), ORIGIN)
                .commit()
                .publish();
        assertThat(cache.cached("a")).as("before it is seen").isNotNull();
        org.awaitility.Awaitility.await().until(() -> {
            cache.catchUp();
            return cache.cached("a") == null;
        });

        assertThat(cache.load("a")).isEqualTo(new Absent("a", 0));
        assertThat(found(cache.load("missing")).pattern().content()).isEqualTo("of the new one");
        assertThat(cache.levels().l1().store().entries()).isEqualTo(1);
    }

    @Test
    void shouldForgetAllWhenItMissedCommits() {
        given("a", "b");
        cache.load("b");
        for (int i = 1; i <= 20; i++) {
            outcomes("a", i);
        }
        cache.catchUp();

        assertThat(cache.cached("b")).isNull();
        assertThat(cache.levels().l3().store().entries()).isZero();
        cache.load("b");
        assertThat(cache.cached("b")).isNotNull();
    }

    @Test
    void shouldCacheNothingBeforeThereIsAView() {
        cache.catchUp();
        assertThat(cache.cached("a")).isNull();
        assertThatThrownBy(() -> cache.load("a")).isInstanceOf(ViewNotReadyException.class);
        assertThat(cache.lastSeen()).isEqualTo(-1);

        given("a");
        cache.load("a");
        assertThat(cache.cached("a")).isNotNull();
    }

    @Test
    void shouldShowConfidenceOfNowOrOfASecondAgo() {
        given("a");
        outcomes("a", 5);
        cache.catchUp();
        double atFirst = found(cache.load("a")).confidence().mean();

        nowMs.addAndGet(800);
        cache.catchUp();
        assertThat(hit("a").confidence().mean()).isEqualTo(atFirst);
        nowMs.addAndGet(200);
        cache.catchUp();

        assertThat(hit("a").confidence().asOfMs()).isEqualTo(nowMs.get());
        assertThat(hit("a").confidence().mean()).isLessThan(atFirst);
        assertThat(json(hit("a"))).contains("2025-10-09T08:53:21.000Z");
        assertThat(cache.cacheStatistics().l1().hits()).isEqualTo(4);
    }

    @Test
    void shouldAskTheDatabaseOnceForAllThatABatchMisses() {
        given("a", "b", "c");
        cache.load("b");
        long queries = queries();

        assertThat(cache.answers(List.of("c", "b", "nothing", "a", "c")))
                .extracting(answer -> answer instanceof Absent ? "-" : answer.id())
                .containsExactly("c", "b", "-", "a", "c");

        assertThat(queries()).isEqualTo(queries + 1);
        assertThat(cache.cached("a")).isNotNull();
        assertThat(cache.cached("nothing")).isEqualTo(new Absent("nothing", 0));
    }

    @Test
    void shouldShowWhatALedgerStatesToWhoeverReadsAfterIt() {
        given("a");
        cache.load("a");
        view.passed(dev.credence.query.ViewFixture.CONFIDENCE, 0, 7);
        outcomes("a", 9);

        assertThat(cache.ledger()).isNotEmpty();

        assertThat(successes(cache.answer("a"))).isEqualTo(9);
    }
}
