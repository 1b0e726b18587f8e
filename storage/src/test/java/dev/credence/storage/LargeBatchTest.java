package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static dev.credence.storage.Batches.pattern;
import static dev.credence.storage.Batches.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Prior;
import org.junit.jupiter.api.Test;

/** Batches that are written in chunks, with values that are computed ahead, and with indexes that are made later. */
class LargeBatchTest extends ViewCase {
    private static final String INDEXES =
            "SELECT name FROM sqlite_schema WHERE name LIKE 'idx\\_%' ESCAPE '\\' ORDER BY 1";

    @Test
    void shouldBeAsOneByOneWhenABatchTakesManyChunks() {
        ViewWriter writer = published();
        Prior prior = new Prior(0.9, 40);

        writer.commit(evidence(9_000, 0, 1).build());
        Batches mixed = evidence(7_000, 1, 2);
        for (int i = 0; i < 10_000; i += 10) {
            mixed.body("p" + i, 0, stored(pattern("p" + i, "text " + i, prior), NOON, 0, i));
        }
        writer.commit(mixed.build());

        assertThat(View.scrub(config).damage()).isEmpty();
        assertThat(row("p6990").evidence()).isEqualTo(outcomes(3, 2));
    }

    @Test
    void shouldBuildPatternsWithAndWithoutABodyAtOnce() throws Exception {
        ViewWriter writer = writer();
        Batches mixed = evidence(7_000, 3, 1);
        for (int i = 0; i < 7_500; i += 3) {
            mixed.body("p" + i, 1, stored(pattern("p" + i, "text " + i, new Prior(0.9, 40)), NOON, 1, i));
        }
        mixed.deleted("p1", 1, NOON, 8_000);
        writer.commit(mixed.build());
        writer.publish();

        assertThat(View.scrub(config).damage()).isEmpty();
        assertThat(query(
                        file(),
                        "SELECT id, type, prior_strength, valued_at = last_used, usage_count, evidence_in, bodies_in"
                                + " FROM patterns WHERE id IN ('p1', 'p2', 'p3', 'p7497') ORDER BY id"))
                .containsExactly(
                        "p1|null|null|1|3|3|1",
                        "p2|null|null|1|4|3|-1",
                        "p3|strategy|40.0|1|2|3|1",
                        "p7497|strategy|40.0|null|0|-1|1");
        assertThat(query(file(), "SELECT count(*), count(DISTINCT row), max(row) FROM patterns"))
                .containsExactly("7166|7166|7166");
    }

    @Test
    void shouldMakeItsIndexesAnewFiveSecondsAfterMuchOfItWasWrittenAtOnce() throws Exception {
        ViewWriter writer = published();
        writer.commit(evidence(100, 0, 1).build());
        var before = query(file(), INDEXES);
        assertThat(before).hasSize(3);

        writer.commit(evidence(10_000, 0, 2).build());
        assertThat(query(file(), INDEXES)).isEmpty();
        writer.caughtUp(System.currentTimeMillis() + 4_000);
        assertThat(query(file(), INDEXES)).isEmpty();
        writer.commit(evidence(4_999, 0, 3).build());
        writer.caughtUp(System.currentTimeMillis() + 5_000);

        assertThat(query(file(), INDEXES)).isEqualTo(before);
        assertThat(View.scrub(config).damage()).isEmpty();
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
        writer.commit(evidence(10, 0, 4).build());
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void shouldLeaveItsIndexesOutWhileManySmallBatchesCome() throws Exception {
        ViewWriter writer = published();
        for (int i = 1; i < 10; i++) {
            writer.commit(evidence(1_000, 0, i).build());
        }
        assertThat(query(file(), INDEXES)).hasSize(3);

        writer.commit(evidence(1_000, 0, 10).build());
        assertThat(query(file(), INDEXES)).isEmpty();
        writer.caughtUp(System.currentTimeMillis());
        assertThat(query(file(), INDEXES)).isEmpty();
        writer.caughtUp(System.currentTimeMillis() + 5_000);

        assertThat(query(file(), INDEXES)).hasSize(3);
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void shouldKeepItsIndexesWhenLittleIsWritten() throws Exception {
        ViewWriter writer = published();
        writer.commit(evidence(9_999, 0, 1).build());

        assertThat(query(file(), INDEXES)).hasSize(3);
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void shouldMakeTheIndexesThatAnEarlierWriterLeftOut() throws Exception {
        try (ViewWriter first = View.openWriter(config, Batches.IDENTITY)) {
            first.publish();
            first.commit(evidence(10_000, 0, 1).build());
        }
        assertThat(query(file(), INDEXES)).isEmpty();

        ViewWriter writer = writer();
        writer.commit(evidence(10, 0, 2).build());
        writer.caughtUp(System.currentTimeMillis() + 5_000);

        assertThat(query(file(), INDEXES)).hasSize(3);
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void shouldKeepTheIndexesOfABatchThatIsRolledBack() throws Exception {
        ViewWriter writer = published();
        writer.commit(evidence(10, 0, 1).build());
        WriteBatch damaged = evidence(10_000, 0, 2).build();
        damaged.evidence().set(9_900, new WriteBatch.EvidenceChange("p9900", 0, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> writer.commit(damaged)).isInstanceOf(DamagedRowException.class);

        assertThat(query(file(), INDEXES)).hasSize(3);
        writer.commit(evidence(10, 0, 2).build());
        assertThat(query(file(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void shouldLeaveNothingOfABatchWithAnUnreadableRowInALaterChunk() throws Exception {
        ViewWriter writer = published();
        writer.commit(evidence(10, 0, 1).build());
        WriteBatch damaged = evidence(6_000, 0, 2).build();
        damaged.evidence().set(5_900, new WriteBatch.EvidenceChange("p5900", 0, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> writer.commit(damaged)).isInstanceOf(DamagedRowException.class);

        assertThat(query(file(), "SELECT count(*) FROM patterns")).containsExactly("10");
        writer.commit(evidence(6_000, 0, 2).build());
        assertThat(View.scrub(config).damage()).isEmpty();
    }

    private static Batches evidence(int patterns, int partition, int successes) {
        Batches batch = batch();
        for (int i = 0; i < patterns; i++) {
            batch.evidence("p" + i, partition, outcomes(successes + i % 3, 1), successes);
        }
        return batch;
    }
}
