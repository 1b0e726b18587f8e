package dev.credence.query.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.query.read.PatternAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Many who miss the same id at once. */
final class FlightsTest extends CacheCase {
    private static final int READERS = 8;

    @Test
    void shouldAskTheDatabaseOnceForManyWhoMissAtTheSameTime() throws Exception {
        given("a");
        CountDownLatch free = occupyTheOnlyConnection();
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<PatternAnswer>> answers = startReaders(threads);
        await().until(() -> threads.stream().allMatch(FlightsTest::waits));
        free.countDown();

        for (FutureTask<PatternAnswer> answer : answers) {
            assertThat(found(answer.get(10, SECONDS)).pattern().content()).isEqualTo("text of a");
        }
        assertThat(queries()).as("the occupying one, and one").isEqualTo(2);
        assertThat(cache.cacheStatistics().l1().misses()).isEqualTo(READERS);
    }

    @Test
    void shouldReadAgainWhenAFlightBeganBeforeWhatWasVisible() throws Exception {
        given("a");
        Flights flights = new Flights();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Loaded old = new Loaded("g", dev.credence.query.read.SourceTopics.of("t"), 1, null);
        Loaded fresh = new Loaded("g", dev.credence.query.read.SourceTopics.of("t"), 2, null);
        CompletableFuture<Loaded> first = CompletableFuture.supplyAsync(() -> flights.load(
                "a",
                id -> {
                    loading.countDown();
                    awaitLatch(free);
                    return old;
                },
                loaded -> true));
        loading.await();
        FutureTask<Loaded> second = new FutureTask<>(() -> flights.load("a", id -> fresh, loaded -> loaded.seq() >= 2));
        Thread waiter = new Thread(second);
        waiter.start();
        await().until(() -> waits(waiter));
        free.countDown();

        assertThat(first.get(10, SECONDS)).isSameAs(old);
        assertThat(second.get(10, SECONDS)).isSameAs(fresh);
    }

    @Test
    void shouldFailForAllWhoWaitAndNotForThoseWhoComeLater() throws Exception {
        Flights flights = new Flights();
        assertThatThrownBy(() -> flights.load(
                        "a",
                        id -> {
                            throw new IllegalStateException("once");
                        },
                        loaded -> true))
                .hasMessage("once");

        Loaded loaded = new Loaded("g", dev.credence.query.read.SourceTopics.of("t"), 1, null);
        assertThat(flights.load("a", id -> loaded, unused -> true)).isSameAs(loaded);
    }

    private List<FutureTask<PatternAnswer>> startReaders(List<Thread> threads) {
        List<FutureTask<PatternAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            FutureTask<PatternAnswer> answer = new FutureTask<>(() -> cache.load("a"));
            Thread thread = new Thread(answer);
            thread.start();
            threads.add(thread);
            answers.add(answer);
        }
        return answers;
    }

    private CountDownLatch occupyTheOnlyConnection() throws InterruptedException, ExecutionException {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Long> unused = CompletableFuture.supplyAsync(() -> reader.snapshot("occupy", snapshot -> {
            occupied.countDown();
            awaitLatch(free);
            return snapshot.seq();
        }));
        occupied.await();
        return free;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
