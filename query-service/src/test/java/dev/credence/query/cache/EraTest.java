package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.CarriedEvidence;
import dev.credence.storage.Changes;
import dev.credence.storage.Changes.Commit;
import dev.credence.storage.ViewIdentity;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is valid after which commits. */
final class EraTest {
    private final Era era =
            new Era(new Changes.Anew(new ViewIdentity("a", "t", HalfLives.DEFAULT), "generation", 10, 100));

    @Test
    void shouldShowNothingThatWasReadBeforeItBegan() {
        assertThat(era.shows(5, 9)).isFalse();
        assertThat(era.showsIds(9)).isFalse();
        assertThat(era.shows(5, 10)).isTrue();
        assertThat(era.showsIds(10)).isTrue();
    }

    @Test
    void shouldShowARowUntilACommitChangesIt() {
        add(commit(11, false, 5, 7), commit(12, false, 7));

        assertThat(era.lastSeen()).isEqualTo(12);
        assertThat(era.shows(5, 10)).isFalse();
        assertThat(era.shows(5, 11)).isTrue();
        assertThat(era.shows(7, 11)).isFalse();
        assertThat(era.shows(7, 12)).isTrue();
        assertThat(era.shows(6, 10)).isTrue();
        assertThat(era.showsIds(10)).as("no id came or went").isTrue();
    }

    @Test
    void shouldShowThatAnIdIsUnknownUntilAnyIdComesOrGoes() {
        add(commit(11, true, 101));

        assertThat(era.showsIds(10)).isFalse();
        assertThat(era.showsIds(11)).isTrue();
    }

    @Test
    void shouldGrowWithTheRowsAndForgetNothing() {
        add(commit(11, false, 5));
        assertThat(era.shows(2_000_000, 11)).as("not known yet").isFalse();

        add(commit(12, true, 2_000_000));

        assertThat(era.shows(2_000_000, 11)).isFalse();
        assertThat(era.shows(2_000_000, 12)).isTrue();
        assertThat(era.shows(1_999_999, 9)).as("before the era").isFalse();
        assertThat(era.shows(1_999_999, 10)).isTrue();
        assertThat(era.shows(5, 10)).isFalse();
    }

    @Test
    void shouldTellWhichRowsChangedAfterACommit() {
        add(commit(11, false, 5, 7), commit(12, false, 7, 9));

        assertThat(era.changedAfter(12)).isEmpty();
        assertThat(era.changedAfter(11)).containsExactly(7, 9);
        assertThat(era.changedAfter(10)).containsExactly(5, 7, 9);
    }

    @Test
    void shouldAmendWhatWasHeldSinceTheLastChangeOfAnotherKind() {
        Residents held = new Residents();
        held.add(5);
        era.add(List.of(carrying(11, 5), carrying(12, 5)), held);

        assertThat(era.amendment(5, 9)).as("before the era").isNull();
        assertThat(era.amendment(5, 10)).isEqualTo(era.amendment(5, 11)).satisfies(amendment -> {
            assertThat(amendment.seq()).isEqualTo(12);
            assertThat(amendment.value()).containsExactly(12);
        });
        assertThat(era.amendment(6, 10)).as("another row").isNull();

        era.add(List.of(commit(13, false, 5), carrying(14, 5)), held);

        assertThat(era.amendment(5, 12)).as("of before commit 13").isNull();
        assertThat(era.amendment(5, 13)).isNotNull();
    }

    @Test
    void shouldAmendNothingOfARowThatIsNotHeld() {
        Residents held = new Residents();
        era.add(List.of(carrying(11, 5)), held);
        held.add(5);
        assertThat(era.amendment(5, 10)).isNull();

        era.add(List.of(carrying(12, 5)), held);
        assertThat(era.amendment(5, 10)).isNull();
        assertThat(era.amendment(5, 11)).isNotNull();
        era.amendOnly(new BitSet());
        assertThat(era.amendment(5, 11)).isNull();
    }

    /** A commit that carries its own number as the evidence of the row. */
    private static Commit carrying(long seq, long row) {
        return new Commit(
                seq, 0, new long[] {row}, false, CarriedEvidence.of(List.of(new CarriedEvidence.Value(0, new byte[] {
                    (byte) seq
                }))));
    }

    private static Commit commit(long seq, boolean idsChanged, long... rows) {
        return new Commit(seq, 0, rows, idsChanged, CarriedEvidence.NONE);
    }

    private void add(Commit... commits) {
        era.add(List.of(commits), new Residents());
    }
}
