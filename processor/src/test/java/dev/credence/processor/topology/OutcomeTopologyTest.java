package dev.credence.processor.topology;

import static dev.credence.processor.topology.TopologyHarness.ENCODER;
import static dev.credence.processor.topology.TopologyHarness.NOW;
import static dev.credence.processor.topology.TopologyHarness.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.rules.Limits;
import dev.credence.processor.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTopologyTest {
    @TempDir
    Path dataDir;

    private TopologyHarness topology;

    @BeforeEach
    void start() {
        topology = new TopologyHarness(dataDir);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void shouldWriteTheRowThenBothLedgersWhenAnOutcomeComes() {
        topology.pipe(TOPICS.confidence(), "p1", ENCODER.encode(Outcome.of("p1", Result.SUCCESS, NOW - 5)));

        List<TestRecord<byte[], byte[]>> changelog = topology.drain(TOPICS.evidenceChangelog());
        assertThat(changelog)
                .extracting(TopologyHarness::key)
                .containsExactly("p1", "!ledger/credence.confidence.priority", "!ledger/credence.confidence");
        Evidence expected = new Evidence(HalfLives.DEFAULT.defaultMs());
        expected.fold(Result.SUCCESS, 1.0, NOW - 5);
        assertThat(TopologyHarness.evidence(changelog.get(0))).isEqualTo(new EvidenceRow(expected, 0, -1));
        assertThat(TopologyHarness.ledger(changelog.get(1))).isEqualTo(LedgerRow.start(TOPICS.priority(), "idR", 0));
        LedgerRow ledger = TopologyHarness.ledger(changelog.get(2));
        assertThat(ledger)
                .isEqualTo(new LedgerRow(
                        TOPICS.confidence(),
                        "idC",
                        1,
                        1,
                        1,
                        0,
                        0,
                        1,
                        1,
                        ledger.windowOpenedMs(),
                        ledger.windowClosedMs(),
                        NOW,
                        false));
    }

    @Test
    void shouldAddBothTopicsIntoOneRowAndKeepTheirLedgersApart() {
        topology.pipe(TOPICS.confidence(), "p1", ENCODER.encode(Outcome.of("p1", Result.SUCCESS, NOW)));
        topology.pipe(TOPICS.priority(), "p1", ENCODER.encode(critical("p1")));
        topology.pipe(TOPICS.priority(), "p1", ENCODER.encode(critical("p1")));

        List<TestRecord<byte[], byte[]>> changelog = topology.drain(TOPICS.evidenceChangelog());
        EvidenceRow row = TopologyHarness.evidence(changelog.get(6));
        assertThat(row.evidence().successes()).isEqualTo(1);
        assertThat(row.evidence().failures()).isEqualTo(2);
        assertThat(row.confidenceOffset()).isZero();
        assertThat(row.priorityOffset()).isEqualTo(1);
        assertThat(TopologyHarness.ledger(changelog.get(7)))
                .extracting(LedgerRow::nextOffset, LedgerRow::applied, LedgerRow::batches, LedgerRow::lastAppendMs)
                .containsExactly(2L, 2L, 2L, NOW);
        assertThat(TopologyHarness.ledger(changelog.get(8)))
                .extracting(LedgerRow::nextOffset, LedgerRow::applied, LedgerRow::batches)
                .containsExactly(1L, 1L, 1L);
    }

    static Stream<Arguments> refused() {
        byte[] good = ENCODER.encode(Outcome.of("p1", Result.SUCCESS, NOW));
        return Stream.of(
                Arguments.of("no-key", null, good),
                Arguments.of("key-mismatch", "p2", good),
                Arguments.of("bad-id", "-p", ENCODER.encode(Outcome.of("-p", Result.SUCCESS, NOW))),
                Arguments.of("bad-weight", "p1", ENCODER.encode(weighing(-1))),
                Arguments.of("bad-weight", "p1", ENCODER.encode(weighing(Double.NaN))),
                Arguments.of("bad-time", "p1", ENCODER.encode(Outcome.of("p1", Result.SUCCESS, NOW + 300_001))),
                Arguments.of("bad-time", "p1", ENCODER.encode(Outcome.of("p1", Result.SUCCESS, -1))),
                Arguments.of("tombstone", "p1", null),
                Arguments.of("bad-wire-format", "p1", new byte[] {1, 2, 3}),
                Arguments.of("bad-wire-format", "p1", new byte[0]),
                Arguments.of("unknown-schema", "p1", new byte[] {0, 0, 0, 0, 9, 1}),
                Arguments.of("schema-mismatch", "p1", Arrays.copyOf(good, 8)),
                Arguments.of("trailing-bytes", "p1", Arrays.copyOf(good, good.length + 1)),
                Arguments.of("too-large", "p1", new byte[Limits.INPUT_BYTES + 1]));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldKeepTheRecordAsItCameWhenItIsRefused(String reason, @Nullable String key, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1, 2});
        topology.pipe(TOPICS.confidence(), key, value, NOW, headers);

        TestRecord<byte[], byte[]> letter = topology.drain(TOPICS.deadLetter()).get(0);
        assertThat(letter.key()).isEqualTo(key == null ? null : key.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1, 2);
        assertThat(TopologyHarness.header(letter, DeadLetter.REASON)).isEqualTo(reason);
        assertThat(TopologyHarness.header(letter, DeadLetter.TOPIC)).isEqualTo(TOPICS.confidence());
        assertThat(TopologyHarness.header(letter, DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(TopologyHarness.header(letter, DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(TopologyHarness.header(letter, DeadLetter.MESSAGE)).isNotBlank();
        LedgerRow ledger = TopologyHarness.ledger(
                topology.drain(TOPICS.evidenceChangelog()).get(1));
        assertThat(ledger)
                .extracting(LedgerRow::consumed, LedgerRow::applied, LedgerRow::deadLettered, LedgerRow::rows)
                .containsExactly(1L, 0L, 1L, 0L);
        assertThat(topology.counter("credence.dead.letters", "reason", reason)).isEqualTo(1.0);
    }

    @Test
    void shouldJudgeAPriorityOutcomeByTheBrokersTrueTime() {
        topology.pipe(TOPICS.priority(), "p1", ENCODER.encode(Outcome.of("p1", Result.SUCCESS, NOW + 299_999)));

        assertThat(topology.drain(TOPICS.deadLetter())).isEmpty();
        assertThat(topology.drain(TOPICS.evidenceChangelog())).hasSize(3);
    }

    private static Outcome critical(String id) {
        return new Outcome(id, Result.FAILURE, 1.0, NOW, null, null, Priority.CRITICAL);
    }

    private static Outcome weighing(double weight) {
        return new Outcome("p1", Result.SUCCESS, weight, NOW, null, null, Priority.MEDIUM);
    }
}
