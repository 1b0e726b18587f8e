package dev.credence.processor.view;

import static dev.credence.processor.view.InternalRecords.BODIES;
import static dev.credence.processor.view.InternalRecords.EVIDENCE;
import static dev.credence.processor.view.InternalRecords.TOPICS;
import static dev.credence.processor.view.InternalRecords.at;
import static dev.credence.processor.view.InternalRecords.backlogLedger;
import static dev.credence.processor.view.InternalRecords.evidenceAt;
import static dev.credence.processor.view.InternalRecords.ledgerAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.processor.view.LogSnapshot.Topic;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reading thread over Kafka's own mock of a consumer. */
class ViewLoopTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryViews views = new MemoryViews();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile MockConsumer<byte[], byte[]> consumer = emptyLog();
    private final ProgrammedProbe probe = new ProgrammedProbe();
    private final Clocks clocks = new Clocks();

    @Test
    void shouldPublishAnEmptyViewWhenTheTopicsAreEmpty() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            assertThat(views.latest().building()).isFalse();
            assertThat(views.latest().positions()).hasSize(2);
            assertThat(views.latest().lastCaughtUpMs()).isPositive();
        }
    }

    @Test
    void shouldPublishAFirstBuildWithoutWaitingForMoreOfABacklog() {
        probe.log("E", 2);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(evidenceAt(0, "a", 1));
            consumer.addRecord(at(EVIDENCE, 1, LedgerRow.key("c"), backlogLedger("c", 1)));
        });
        try (ViewMaterialiser materialiser = start(Duration.ofHours(1))) {
            await().until(materialiser::ready);

            assertThat(views.latest().rows()).containsKey("evidence a-0");
        }
    }

    @Test
    void shouldReadOnInAPartitionThatAFirstBuildHeld() {
        probe.log("E", 2);
        add(0, "a");
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            consumer.schedulePollTask(() -> {
                consumer.addRecord(at(BODIES, 0, "a", InternalRecords.body("a", "content", 0)));
                consumer.addRecord(at(BODIES, 1, LedgerRow.key("p"), InternalRecords.ledger("p", 1)));
            });

            await().until(() -> views.latest().rows().containsKey("body a-0"));
        }
    }

    @Test
    void shouldCommitWhatItReads() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            add(0, "a");

            await().until(() -> views.latest().rows().containsKey("evidence a-0"));
        }
    }

    @Test
    void shouldGoOnWhenTheClusterDoesNotAnswer() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);
            consumer.schedulePollTask(() -> consumer.setPollException(new TimeoutException("nobody there")));

            add(0, "a");

            await().until(() -> views.latest().rows().containsKey("evidence a-0"));
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldWaitWhileTheTopicsDoNotExist() {
        probe.answer = CompletableFuture.failedFuture(new UnknownTopicOrPartitionException("not yet"));
        try (ViewMaterialiser materialiser = start()) {
            await().until(() -> probe.asked > 2);
            assertThat(materialiser.failure()).isNull();
            assertThat(materialiser.ready()).isFalse();

            probe.log("E");

            await().until(materialiser::ready);
        }
    }

    @Test
    void shouldBeginAgainWhenTheLogNoLongerHasThePosition() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            consumer.schedulePollTask(
                    () -> consumer.setPollException(new OffsetOutOfRangeException(Map.of(EVIDENCE, 5L))));

            awaitAnotherView();
            assertThat(meters.counter("credence.view.rebuilds").count()).isEqualTo(1);
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldBeginAgainWhenATopicHasAnotherId() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            probe.log("other");

            awaitAnotherView();
        }
    }

    @Test
    void shouldBeginAgainWhenTheClusterWasOutOfReachForTooLong() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);
            silence();

            clocks.pass(Duration.ofDays(3));
            clocks.set(Duration.ofDays(-1));
            await().until(() -> materialiser.behindMs() > Duration.ofDays(2).toMillis());
            clocks.pass(Duration.ofDays(1));
            probe.log("E");

            awaitAnotherView();
            await().until(() -> materialiser.behindMs() == 0);
            assertThat(meters.counter("credence.view.rebuilds").count()).isEqualTo(1);
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldBeginAgainWhenTheMachineSleptForTooLong() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);
            silence();

            clocks.set(Duration.ofDays(4));
            probe.log("E");

            awaitAnotherView();
        }
    }

    @Test
    void shouldGoOnAfterAShorterAbsence() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);
            silence();

            clocks.pass(Duration.ofDays(3));
            await().until(() -> materialiser.behindMs() > 0);
            probe.log("E");

            await().until(() -> materialiser.behindMs() == 0);
            assertThat(views.count()).isEqualTo(1);
        }
    }

    @Test
    void shouldConnectAnewAndTellTheTruthWhenTheClockIsSetBack() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            clocks.set(Duration.ofHours(-1));

            await().until(() -> connections.get() == 2);
            MockConsumer<byte[], byte[]> now = consumer;
            await().until(() -> !now.assignment().isEmpty());
            add(0, "a");
            await().until(() -> views.latest().rows().containsKey("evidence a-0"));
            assertThat(views.count()).isEqualTo(1);
            assertThat(materialiser.behindMs()).isZero();
            await().until(() -> views.latest().lastCaughtUpMs() <= clocks.millis());
            silence();
            clocks.pass(Duration.ofMinutes(30));

            await().until(() ->
                    materialiser.behindMs() >= Duration.ofMinutes(30).toMillis());
            assertThat(materialiser.behindMs())
                    .isLessThan(Duration.ofMinutes(31).toMillis());
        }
    }

    @Test
    void shouldWaitWhileAnotherProgramHoldsALock(@TempDir Path directory) throws Exception {
        ViewConfig in = ViewConfig.in(directory);
        ViewConfig impatient =
                new ViewConfig(directory, in.file(), in.pool(), in.writer(), Duration.ofMillis(50), in.slowQuery());
        ViewIdentity identity = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
        try (ViewMaterialiser materialiser = start(ViewGenerations.of(impatient, identity), Duration.ofSeconds(2));
                ViewReader reader = View.openReader(impatient)) {
            await().until(materialiser::ready);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("view.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                add(0, "a");
                await().until(() -> materialiser.obstacle() != null || materialiser.failure() != null);

                assertThat(materialiser.failure()).isNull();
                assertThat(materialiser.obstacle()).startsWith("another program holds a lock on it; end ");
                assertThat(reader.info().patterns()).isZero();
                statement.execute("ROLLBACK");
            }

            await().until(() -> reader.info().rows() == 1);
            await().until(() -> materialiser.obstacle() == null);
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldBeginAgainWhenTheViewIsDamaged() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            views.latest().damaged("a flipped bit");

            awaitAnotherView();
            assertThat(meters.counter("credence.view.rebuilds").count()).isEqualTo(1);
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldLookThroughTheViewOnceItIsReady() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            await().until(() -> meters.timer("credence.view.scrub").count() == 1);
            assertThat(meters.counter("credence.view.damages").count()).isZero();
        }
    }

    @Test
    void shouldStopWhenAccessIsRefused() {
        try (ViewMaterialiser materialiser = start()) {
            await().until(materialiser::ready);

            consumer.schedulePollTask(
                    () -> consumer.setPollException(new TopicAuthorizationException(EVIDENCE.topic())));

            await().until(() -> materialiser.failure() instanceof TopicAuthorizationException);
        }
        assertThat(views.latest().isOpen()).isFalse();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void shouldCloseEverythingWhenClosed() {
        ViewMaterialiser materialiser = start();
        await().until(materialiser::ready);

        materialiser.close();

        assertThat(views.latest().isOpen()).isFalse();
        assertThat(consumer.closed()).isTrue();
        assertThat(probe.closed).isTrue();
        assertThat(materialiser.failure()).isNull();
    }

    private void awaitAnotherView() {
        await().until(() -> views.count() == 2 && !views.latest().building());
    }

    private void add(long offset, String id) {
        consumer.schedulePollTask(() -> {
            consumer.addRecord(evidenceAt(offset, id, 1));
            consumer.addRecord(ledgerAt(offset + 1, "c", 1));
        });
    }

    /** The cluster does not answer from now on. */
    private void silence() {
        CompletableFuture<LogSnapshot> never = new CompletableFuture<>();
        probe.answer = never;
        await().until(() -> probe.handedOver == never);
    }

    /** With a consumer that nobody has closed. */
    private ViewLog connect() {
        if (connections.getAndIncrement() > 0) {
            consumer = emptyLog();
        }
        return new ViewLog(new LogReader(consumer), probe, List.of());
    }

    private static MockConsumer<byte[], byte[]> emptyLog() {
        MockConsumer<byte[], byte[]> empty = new MockConsumer<>("none");
        empty.updateBeginningOffsets(Map.of(EVIDENCE, 0L, BODIES, 0L));
        return empty;
    }

    private ViewMaterialiser start() {
        return start(Duration.ofSeconds(2));
    }

    private ViewMaterialiser start(Duration catchUpWait) {
        return start(views, catchUpWait);
    }

    private ViewMaterialiser start(ViewGenerations generations, Duration catchUpWait) {
        ViewMaterialiserConfig config = new ViewMaterialiserConfig(
                "nowhere:1",
                Map.of(),
                TOPICS,
                1000,
                1000,
                catchUpWait,
                1000,
                Duration.ofMillis(20),
                Duration.ofHours(1));
        return ViewMaterialiser.start(config, generations, meters, this::connect, clocks, clocks::nanos);
    }

    /** Answers what it is told to. */
    private static final class ProgrammedProbe implements TopicProbe {
        volatile CompletableFuture<LogSnapshot> answer = new CompletableFuture<>();
        volatile CompletableFuture<LogSnapshot> handedOver = answer;
        volatile int asked;
        volatile boolean closed;

        ProgrammedProbe() {
            log("E");
        }

        /** From now on, and to who waits. */
        void log(String evidenceId) {
            log(evidenceId, 0);
        }

        void log(String evidenceId, long evidenceEnd) {
            LogSnapshot log = new LogSnapshot(
                    Map.of(EVIDENCE.topic(), new Topic(evidenceId, 1), BODIES.topic(), new Topic("B", 1)),
                    Map.of(EVIDENCE, 0L, BODIES, 0L),
                    Map.of(EVIDENCE, evidenceEnd, BODIES, 0L),
                    Duration.ofDays(7).toMillis());
            CompletableFuture<LogSnapshot> waiting = answer;
            answer = CompletableFuture.completedFuture(log);
            waiting.complete(log);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public CompletableFuture<LogSnapshot> ask() {
            asked++;
            handedOver = answer;
            return handedOver;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
