package dev.credence.processor.view;

import static dev.credence.processor.view.InternalRecords.BODIES;
import static dev.credence.processor.view.InternalRecords.EVIDENCE;
import static dev.credence.processor.view.InternalRecords.at;
import static dev.credence.processor.view.InternalRecords.backlogLedger;
import static dev.credence.processor.view.InternalRecords.evidence;
import static dev.credence.processor.view.InternalRecords.evidenceAt;
import static dev.credence.processor.view.InternalRecords.ledgerAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.EvidenceChange;
import dev.credence.storage.WriteBatch.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
    private final BatchAssembler assembler = new BatchAssembler(
            new ChangeReader(BODIES.topic()),
            List.of(new Position(EVIDENCE.topic(), 0, "E", 10, 3), new Position(BODIES.topic(), 0, "B", 0, -1)));

    @Test
    void shouldHoldBackWhatHasNoLedgerRowYet() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), evidenceAt(11, "b", 1)));
        assembler.reached(EVIDENCE, 12, true);

        assertThat(assembler.readyRecords()).isZero();
        assertThat(assembler.openRecords()).isEqualTo(2);
        assertThat(assembler.take().evidence()).isEmpty();
        assertThat(assembler.settled()).doesNotContainKey(EVIDENCE);
    }

    @Test
    void shouldGiveTheWholeBatchWhenTheMarkerFollowsItsLedgerRows() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5), ledgerAt(12, "p", 2)));
        assembler.reached(EVIDENCE, 14, false);

        WriteBatch batch = assembler.take();

        assertThat(batch.evidence()).extracting(EvidenceChange::id).containsExactly("a");
        assertThat(batch.ledger())
                .extracting(change -> change.row().nextOffset())
                .containsExactly(5L, 2L);
        assertThat(batch.positions()).containsExactly(new Position(EVIDENCE.topic(), 0, "E", 14, 7));
        assertThat(assembler.settled()).containsEntry(EVIDENCE, 14L);
    }

    @Test
    void shouldWaitForTheOtherLedgerRowWhenOneOfThemCameLast() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5)));
        assembler.reached(EVIDENCE, 12, false);
        assertThat(assembler.readyRecords()).isZero();

        assembler.add(EVIDENCE, List.of(ledgerAt(12, "p", 2)));
        assembler.reached(EVIDENCE, 14, false);

        assertThat(assembler.take().ledger()).hasSize(2);
    }

    @Test
    void shouldGiveABatchWhenItsMarkerComesAlone() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5)));
        assembler.reached(EVIDENCE, 12, false);

        assembler.reached(EVIDENCE, 13, false);

        assertThat(assembler.take().positions()).extracting(Position::offset).containsExactly(13L);
    }

    @Test
    void shouldGiveABatchWhenNothingDecidedFollows() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5)));
        assembler.reached(EVIDENCE, 12, true);

        assertThat(assembler.take().positions()).extracting(Position::offset).containsExactly(12L);
    }

    @Test
    void shouldCutBetweenBatchesWhenTheNextOneIsIncomplete() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5), evidenceAt(13, "a", 2)));
        assembler.reached(EVIDENCE, 14, true);

        WriteBatch batch = assembler.take();

        assertThat(batch.evidence())
                .singleElement()
                .satisfies(row -> assertThat(row.value()).isEqualTo(evidence(1)));
        assertThat(batch.positions()).extracting(Position::offset).containsExactly(12L);
        assertThat(assembler.openRecords()).isEqualTo(1);
    }

    @Test
    void shouldLetBatchesOfABacklogWaitUntilOneIsNot() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), at(EVIDENCE, 11, "!ledger/c", backlogLedger("c", 5))));
        assembler.reached(EVIDENCE, 13, false);
        assertThat(assembler.readyRecords()).isEqualTo(2);
        assertThat(assembler.mayWait()).isTrue();

        assembler.add(EVIDENCE, List.of(evidenceAt(13, "a", 2), ledgerAt(14, "c", 6)));
        assembler.reached(EVIDENCE, 16, false);
        assertThat(assembler.mayWait()).isFalse();

        assembler.take();
        assertThat(assembler.mayWait()).isTrue();
    }

    @Test
    void shouldKeepTheLastValueOfAKeyWhenBatchesPileUp() {
        assembler.add(
                EVIDENCE,
                List.of(
                        evidenceAt(10, "a", 1),
                        evidenceAt(11, "b", 1),
                        ledgerAt(12, "c", 2),
                        evidenceAt(14, "a", 2),
                        ledgerAt(15, "c", 3)));
        assembler.reached(EVIDENCE, 17, false);

        WriteBatch batch = assembler.take();

        assertThat(batch.evidence())
                .extracting(EvidenceChange::id, EvidenceChange::value)
                .containsExactly(tuple("a", evidence(2)), tuple("b", evidence(1)));
        assertThat(batch.ledger())
                .extracting(change -> change.row().nextOffset())
                .containsExactly(3L);
    }

    @Test
    void shouldGiveNothingTwice() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1), ledgerAt(11, "c", 5)));
        assembler.reached(EVIDENCE, 13, false);
        assembler.take();

        WriteBatch second = assembler.take();

        assertThat(second.evidence()).isEmpty();
        assertThat(second.positions()).isEmpty();
    }

    @Test
    void shouldKeepPartitionsApart() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1)));
        assembler.add(
                BODIES,
                List.of(
                        at(BODIES, 0, "a", InternalRecords.body("a", "text", 0)),
                        at(BODIES, 1, "!ledger/t.patterns", InternalRecords.ledger("t.patterns", 1))));
        assembler.reached(EVIDENCE, 11, true);
        assembler.reached(BODIES, 3, true);

        WriteBatch batch = assembler.take();

        assertThat(batch.bodies()).hasSize(1);
        assertThat(batch.evidence()).isEmpty();
        assertThat(batch.positions()).containsExactly(new Position(BODIES.topic(), 0, "B", 3, 7));
    }

    @Test
    void shouldGiveUpAnOpenBatchWhenItIsReleased() {
        assembler.add(EVIDENCE, List.of(evidenceAt(10, "a", 1)));

        assembler.releaseOpen();

        assertThat(assembler.take().positions()).extracting(Position::offset).containsExactly(11L);
    }

    @Test
    void shouldStandBehindMarkersWhenNothingElseCame() {
        assembler.reached(EVIDENCE, 12, true);

        assertThat(assembler.settled()).containsEntry(EVIDENCE, 12L).containsEntry(BODIES, 0L);
        assertThat(assembler.received()).containsEntry(EVIDENCE, 12L);
        assertThat(assembler.take().positions()).isEmpty();
    }

    @Test
    void shouldRefusePartitionsThatItDoesNotFollow() {
        assertThatThrownBy(() -> assembler.reached(new org.apache.kafka.common.TopicPartition("x", 0), 1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-0");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }
}
