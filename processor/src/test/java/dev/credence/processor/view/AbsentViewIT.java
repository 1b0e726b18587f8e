package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views that were away while the topics were compacted, for longer than a topic remembers what was deleted. */
@WithKafka
class AbsentViewIT {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final Duration RETENTION = Duration.ofSeconds(20);
    private static final int IDS = 20;
    private static final int CHANGES = 50;
    private static final String DELETED = "p1";
    private static final String CHANGED = "p2";

    private final KafkaCluster cluster;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Clocks clocks = new Clocks();
    private CompactedTopics log;

    @TempDir
    Path directory;

    AbsentViewIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void create() {
        log = new CompactedTopics(cluster.bootstrapServers(), 2);
        Map<String, String> soon = Map.of(
                TopicConfig.SEGMENT_MS_CONFIG, "500",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "1000",
                TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()));
        log.create(log.names().bodies(), soon);
        log.create(log.names().evidenceChangelog(), soon);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldShowWhatIsLeftAfterCompactionWhetherTheAbsenceIsNoticedOrNot() {
        ViewConfig noticing = ViewConfig.in(directory.resolve("noticing"));
        ViewConfig misled = ViewConfig.in(directory.resolve("misled"));
        ViewConfig anew = ViewConfig.in(directory.resolve("anew"));
        log.begin();
        for (int id = 0; id < IDS; id++) {
            log.evidence(0, "p" + id, 1).ledgers(0, id + 1L);
            log.body(0, "p" + id, "the first text", id).bodyLedger(0, id + 1L);
        }
        log.commit();
        follow(noticing);
        follow(misled);
        assertThat(row(noticing, DELETED).body()).isNotNull();
        assertThat(row(misled, DELETED).body()).isNotNull();
        String before = generation(noticing);
        String beforeMisled = generation(misled);

        // In another partition than its body, as of a client with another partitioner.
        log.begin();
        log.deleted(1, DELETED, 1_000).bodyLedger(1, 1_001);
        log.commit();
        log.begin();
        for (int change = 1; change <= CHANGES; change++) {
            log.evidence(0, CHANGED, change).ledgers(0, IDS + change);
            log.body(0, CHANGED, "text " + change, IDS + change).bodyLedger(0, IDS + change + 1L);
        }
        log.commit();
        awaitCompaction();
        await().atMost(WAIT).until(() -> absentMs(noticing) > RETENTION.toMillis() / 2);

        follow(noticing);
        assertThat(meters.counter("credence.view.rebuilds").count()).isEqualTo(1);
        assertThat(generation(noticing)).isNotEqualTo(before);

        clocks.set(Duration.ofMillis(-absentMs(misled)));
        follow(misled);
        assertThat(generation(misled)).isEqualTo(beforeMisled);

        clocks.reset();
        follow(anew);
        Map<String, String> whole = ShownRows.of(anew, IDS);
        assertThat(row(anew, DELETED).body()).isNull();
        assertThat(row(anew, CHANGED).evidence().successes()).isEqualTo(CHANGES);
        assertThat(ShownRows.of(noticing, IDS)).isEqualTo(whole);
        assertThat(ShownRows.of(misled, IDS)).isEqualTo(whole);
    }

    /** Until neither topic holds each of the changes any more; a segment is closed by what comes after its time. */
    private void awaitCompaction() {
        await().atMost(WAIT).pollInterval(Duration.ofMillis(600)).until(() -> {
            log.begin();
            log.ledgers(0, IDS + CHANGES).bodyLedger(0, IDS + CHANGES + 1L);
            log.ledgers(1, 0).bodyLedger(1, 1_001);
            log.commit();
            return records(log.names().bodies()) < CHANGES / 2
                    && records(log.names().evidenceChangelog()) < CHANGES / 2;
        });
    }

    private long records(String topic) {
        return cluster.consumeAll(topic, true).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(CHANGED))
                .count();
    }

    /** Runs a materialiser until the view shows the end of the log. */
    private void follow(ViewConfig config) {
        ViewMaterialiserConfig settings = ViewMaterialiserConfig.of(cluster.bootstrapServers(), Map.of(), log.names())
                .withScrubInterval(Duration.ZERO);
        ViewIdentity identity =
                new ViewIdentity(log.names().applicationId(), log.names().prefix(), HalfLives.DEFAULT);
        try (ViewMaterialiser running = ViewMaterialiser.start(
                settings,
                ViewGenerations.of(config, identity),
                meters,
                () -> ViewLog.open(settings, meters),
                clocks,
                clocks::nanos)) {
            await().atMost(WAIT).until(() -> running.ready() && running.behindMs() == 0);
            assertThat(running.failure()).isNull();
        }
    }

    private long absentMs(ViewConfig config) {
        try (ViewReader reader = View.openReader(config)) {
            return clocks.millis() - reader.info().caughtUpAtMs();
        }
    }

    private static String generation(ViewConfig config) {
        try (ViewReader reader = View.openReader(config)) {
            return reader.info().generation();
        }
    }

    private static PatternRow row(ViewConfig config, String id) {
        try (ViewReader reader = View.openReader(config)) {
            return Objects.requireNonNull(reader.get(id));
        }
    }
}
