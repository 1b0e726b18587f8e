package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The materialiser on a real broker, into views in memory. */
class ViewMaterialiserIT {
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    static Path brokerDirectory;

    static EmbeddedBroker broker;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryViews views = new MemoryViews();
    private CompactedTopics log;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerOptions.in(brokerDirectory));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        log = new CompactedTopics(broker.bootstrapServers(), 2);
        log.create();
    }

    @AfterEach
    void closeTopics() {
        log.close();
        meters.close();
    }

    @Test
    @Tag("smoke")
    void shouldShowWhatATransactionWroteWhenItIsCommitted() {
        log.flushEvidence(0, 3, "a", 3);
        log.begin();
        log.body(1, "a", "text", 0).bodyLedger(1, 1);
        log.commit();

        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);

            assertThat(view().rows())
                    .containsKeys("evidence a-0", "body a-1")
                    .containsEntry("ledger " + log.names().confidence() + "-0", "next 3")
                    .containsEntry("ledger " + log.names().priority() + "-0", "next 3")
                    .containsEntry("ledger " + log.names().patterns() + "-1", "next 1");
            assertThat(view().building()).isFalse();
            await().atMost(WAIT).until(() -> materialiser.behindMs() == 0);
            assertThat(materialiser.behind())
                    .hasSize(4)
                    .allSatisfy(partition -> assertThat(partition.records()).isZero());
        }
        assertThat(view().isOpen()).isFalse();
    }

    @Test
    void shouldShowABatchSoonWhenItComesAlone() {
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);

            log.flushEvidence(1, 1, "lone", 1);

            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> view().rows().containsKey("evidence lone-1"));
            assertThat(meters.get("credence.freshness").timer().count()).isPositive();
        }
    }

    @Test
    void shouldIgnoreWhatWasAborted() {
        log.begin();
        log.evidence(0, "never", 1).ledgers(0, 1);
        log.abort();
        log.flushEvidence(0, 1, "a", 1);

        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);

            assertThat(view().rows()).containsKey("evidence a-0").doesNotContainKey("evidence never-0");
        }
    }

    @Test
    void shouldStopBeforeABatchWhoseLedgerRowsHaveNotCome() {
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
            log.flushEvidence(0, 1, "a", 1);
            log.begin();
            log.evidence(0, "a", 2);
            log.commit();
            log.flushEvidence(1, 1, "b", 1);
            await().atMost(WAIT).until(() -> view().rows().containsKey("evidence b-1"));
            String before = view().rows().get("evidence a-0");

            log.begin();
            log.ledgers(0, 2);
            log.commit();

            await().atMost(WAIT)
                    .until(() -> !view().rows().getOrDefault("evidence a-0", "").equals(before));
            assertThat(view().commits())
                    .allSatisfy(batch -> assertThat(batch.ledger()).isNotEmpty());
        }
    }

    @Test
    void shouldGoOnAtItsPositionsWhenStartedAgain() {
        log.flushEvidence(0, 1, "a", 1);
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
        }
        double readOnce = recordsRead();
        log.flushEvidence(0, 2, "b", 1);

        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
        }

        assertThat(readOnce).isEqualTo(3);
        assertThat(recordsRead()).isEqualTo(6);
        assertThat(view().rows()).containsKeys("evidence a-0", "evidence b-0");
        assertThat(views.count()).isEqualTo(1);
    }

    @Test
    void shouldBeginAnotherGenerationWhenATopicWasRecreatedInTheMeantime() {
        log.flushEvidence(0, 1, "old", 1);
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
        }
        log.delete(log.names().evidenceChangelog());
        log.create(log.names().evidenceChangelog());
        log.flushEvidence(0, 1, "new", 1);

        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
        }

        assertThat(views.count()).isEqualTo(2);
        assertThat(view().rows()).containsKey("evidence new-0").doesNotContainKey("evidence old-0");
    }

    @Test
    void shouldBeginAnotherGenerationWhenATopicIsRecreatedWhileItRuns() {
        log.flushEvidence(0, 1, "old", 1);
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);

            log.delete(log.names().evidenceChangelog());
            log.create(log.names().evidenceChangelog());
            log.flushEvidence(0, 1, "new", 1);

            await().atMost(WAIT)
                    .until(() -> views.count() == 2
                            && !view().building()
                            && view().rows().containsKey("evidence new-0"));
            assertThat(view().rows()).doesNotContainKey("evidence old-0");
            assertThat(materialiser.failure()).isNull();
        }
    }

    @Test
    void shouldBeginAnotherGenerationWhenPartitionsAreAdded() {
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);

            log.addPartition(log.names().bodies());

            await().atMost(WAIT).until(() -> views.count() == 2 && !view().building());
            assertThat(view().positions()).hasSize(5);
        }
    }

    @Test
    void shouldWaitForTopicsThatDoNotExistYet() {
        log.delete(log.names().bodies());
        try (ViewMaterialiser materialiser = start()) {
            await().during(Duration.ofMillis(500)).atMost(WAIT).until(() -> !materialiser.ready());

            log.create(log.names().bodies());

            await().atMost(WAIT).until(materialiser::ready);
        }
    }

    @Test
    void shouldStopWithTheRecordsNameWhenItCannotBeRead() {
        log.begin();
        log.evidence(0, "a", 1).send(log.names().evidenceChangelog(), 0, "b", new byte[] {99, 1, 1});
        log.commit();

        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(() -> materialiser.failure() != null);

            assertThat(materialiser.failure())
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining(log.names().evidenceChangelog() + "-0@" + log.lastOffset() + " (key b)")
                    .hasMessageContaining("format 99");
            assertThat(materialiser.ready()).isFalse();
        }
        assertThat(view().isOpen()).isFalse();
    }

    @Test
    void shouldGoOnWhenTheBrokerAnswersAgain() {
        try (ViewMaterialiser materialiser = start()) {
            await().atMost(WAIT).until(materialiser::ready);
            await().atMost(WAIT).until(() -> materialiser.behindMs() == 0);
            broker.pause();
            try {
                await().atMost(WAIT).until(() -> materialiser.behindMs() > 1000);
                assertThat(materialiser.ready()).isTrue();
            } finally {
                broker.resume();
            }

            log.flushEvidence(0, 1, "a", 1);

            await().atMost(WAIT).until(() -> view().rows().containsKey("evidence a-0"));
            await().atMost(WAIT).until(() -> materialiser.behindMs() == 0);
            assertThat(materialiser.failure()).isNull();
        }
    }

    private ViewMaterialiser start() {
        ViewMaterialiserConfig config = ViewMaterialiserConfig.of(broker.bootstrapServers(), Map.of(), log.names());
        return ViewMaterialiser.start(config, views, meters);
    }

    private MemoryView view() {
        return views.latest();
    }

    private double recordsRead() {
        return meters.find("credence.view.records").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
