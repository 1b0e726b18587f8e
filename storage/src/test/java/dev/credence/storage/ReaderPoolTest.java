package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;

class ReaderPoolTest extends ViewCase {
    /** A thread a task: the common pool has but one on two processors. */
    private static final Executor THREADS = task -> new Thread(task).start();

    @Test
    void shouldRefuseReadsWhenNoConnectionComesFreeInTime() throws Exception {
        ViewReader reader = oneConnection(Duration.ofMillis(50), 8);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Long> scan = hold(reader, held, release);
        held.await();

        assertThatThrownBy(() -> reader.get("p1"))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("50 ms");

        assertThat(reader.statistics().poolBusy()).isEqualTo(1);
        release.countDown();
        scan.join();
        assertThat(reader.get("p1")).isNotNull();
        assertThat(reader.statistics().overloaded()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAtOnceWhenTheQueueIsFull() throws Exception {
        ViewReader reader = oneConnection(Duration.ofMinutes(1), 1);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Long> scan = hold(reader, held, release);
        held.await();
        CompletableFuture<PatternRow> waiting = CompletableFuture.supplyAsync(() -> row(reader), THREADS);
        await().until(() -> reader.statistics().poolWaiting() == 1);

        assertThatThrownBy(() -> reader.get("p1")).isInstanceOf(OverloadedException.class);

        release.countDown();
        scan.join();
        assertThat(waiting.join().id()).isEqualTo("p1");
    }

    @Test
    void shouldReadOneSnapshotWhileTheWriterCommits() {
        ViewWriter writer = published();
        ViewReader reader = reader();
        long base = writer.commit(batch().build());
        CompletableFuture<Void> writing = CompletableFuture.runAsync(
                () -> {
                    for (int i = 1; i <= 300; i++) {
                        writer.commit(batch().evidence("a", 0, outcomes(i, 0), i)
                                .evidence("b", 1, outcomes(i, 0), i)
                                .build());
                    }
                },
                THREADS);

        while (!writing.isDone()) {
            List<PatternRow> rows = reader.getAll(List.of("a", "b"));
            assertThat(rows).allSatisfy(row -> assertThat(row.outcomes()).isEqualTo(row.seq() - base));
        }
        writing.join();
        assertThat(row("a").seq()).isEqualTo(base + 300);
    }

    @Test
    void shouldCountReadsAndNameSlowOnes() {
        config = config.withSlowQuery(Duration.ZERO);
        ViewReader reader = oneConnection(Duration.ofSeconds(1), 1);

        reader.get("p1");
        reader.ledger();

        ReadStatistics statistics = reader.statistics();
        assertThat(statistics.reads()).isEqualTo(2);
        assertThat(statistics.slow()).isEqualTo(2);
        assertThat(statistics.lastSlow())
                .extracting(ReadStatistics.SlowRead::what)
                .containsExactly("ledger", "get");
    }

    @Test
    void shouldRefuseReadsWhenClosed() {
        ViewReader reader = oneConnection(Duration.ofSeconds(1), 1);
        reader.get("p1");
        reader.close();

        assertThatThrownBy(() -> reader.get("p1"))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldTellOfTheDiskWhenItsFailureHasEndedTheTransaction() {
        ViewWriter writer = published();
        ReaderPool pool = pool();

        assertThatThrownBy(() -> pool.read("get", connection -> {
                    // As SQLite does by itself.
                    connection.prepared("ROLLBACK").execute();
                    throw new SQLException("disk I/O error", null, SQLiteErrorCode.SQLITE_IOERR.code);
                }))
                .isInstanceOf(ViewDiskException.class)
                .hasMessageContaining("disk I/O error");

        assertThat(writer.damage()).isEmpty();
        assertThat(config.directory()).isDirectoryNotContaining("glob:**.damaged");
    }

    @Test
    void shouldReadOnAfterAFailureInTheMiddleOfARead() {
        published().commit(batch().body("p1", 0, NOON, 1, "text").build());
        ReaderPool pool = pool();

        assertThatThrownBy(() -> pool.read("get", connection -> {
                    throw new DamagedRowException("p1", "its body", null);
                }))
                .isInstanceOf(DamagedRowException.class)
                .hasNoSuppressedExceptions();

        assertThat(pool.<Long>read("seq", RowReader::seq)).isEqualTo(1);
    }

    private ReaderPool pool() {
        ReadMeter meter = closing(new ReadMeter(config, Clock.systemUTC(), new SimpleMeterRegistry()));
        return closing(new ReaderPool(config, new CurrentFile(new ViewFiles(config.directory())), meter));
    }

    private ViewReader oneConnection(Duration timeout, int queue) {
        published().commit(batch().body("p1", 0, NOON, 1, "text").build());
        config = config.with(new ViewConfig.Pool(1, timeout, queue));
        return reader();
    }

    private static PatternRow row(ViewReader reader) {
        PatternRow row = reader.get("p1");
        if (row == null) {
            throw new AssertionError("p1 is not there");
        }
        return row;
    }

    private static CompletableFuture<Long> hold(ViewReader reader, CountDownLatch held, CountDownLatch release) {
        return CompletableFuture.supplyAsync(
                () -> reader.scan(row -> {
                    held.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                THREADS);
    }
}
