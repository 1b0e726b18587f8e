package dev.credence.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.Changes;
import dev.credence.storage.Changes.Commit;
import dev.credence.storage.ViewIdentity;
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
        era.add(List.of(commit(11, false, 5, 7), commit(12, false, 7)));

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
        era.add(List.of(commit(11, true, 101)));

        assertThat(era.showsIds(10)).isFalse();
        assertThat(era.showsIds(11)).isTrue();
    }

    @Test
    void shouldGrowWithTheRowsAndForgetNothing() {
        era.add(List.of(commit(11, false, 5)));
        assertThat(era.shows(2_000_000, 11)).as("not known yet").isFalse();

        era.add(List.of(commit(12, true, 2_000_000)));

        assertThat(era.shows(2_000_000, 11)).isFalse();
        assertThat(era.shows(2_000_000, 12)).isTrue();
        assertThat(era.shows(1_999_999, 9)).as("before the era").isFalse();
        assertThat(era.shows(1_999_999, 10)).isTrue();
        assertThat(era.shows(5, 10)).isFalse();
    }

    @Test
    void shouldTellWhichRowsChangedAfterACommit() {
        era.add(List.of(commit(11, false, 5, 7), commit(12, false, 7, 9)));

        assertThat(era.changedAfter(12)).isEmpty();
        assertThat(era.changedAfter(11)).containsExactly(7, 9);
        assertThat(era.changedAfter(10)).containsExactly(5, 7, 9);
    }

    private static Commit commit(long seq, boolean idsChanged, long... rows) {
        return new Commit(seq, 0, rows, idsChanged);
    }
}
