package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.content;
import static dev.credence.storage.Batches.outcomes;
import static dev.credence.storage.Batches.pattern;
import static dev.credence.storage.Batches.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.storage.SourceOffset.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewRowsTest extends ViewCase {
    @Test
    void shouldReadBackWhatWasCommitted() {
        ViewWriter writer = published();
        StoredBody body = (StoredBody) stored(pattern("p1", "text", new Prior(0.6, 4)), NOON, 2, 17);
        long seq = writer.commit(batch().evidence("p1", 2, outcomes(3, 1), 41)
                .body("p1", 2, body)
                .build());

        PatternRow row = row("p1");

        assertThat(row)
                .isEqualTo(new PatternRow(
                        1,
                        seq,
                        "p1",
                        body,
                        outcomes(3, 1),
                        NOON,
                        NOON,
                        List.of(new SourceOffset(Kind.PATTERNS, 2, 17), new SourceOffset(Kind.CONFIDENCE, 2, 41))));
    }

    @Test
    void shouldAddEvidenceWhenItLiesInSeveralPartitions() {
        ViewWriter writer = published();
        writer.commit(batch().evidence("p1", 0, outcomes(3, 1), 1).build());
        writer.commit(batch().evidence("p1", 5, outcomes(10, 0), 2).build());
        writer.commit(batch().evidence("p1", 0, outcomes(4, 1), 3).build());

        PatternRow row = row("p1");

        Evidence sum = outcomes(4, 1);
        sum.merge(outcomes(10, 0));
        assertThat(row.evidence()).isEqualTo(sum);
        assertThat(row.outcomes()).isEqualTo(15);
        assertThat(row.offsets())
                .containsExactly(new SourceOffset(Kind.CONFIDENCE, 0, 3), new SourceOffset(Kind.CONFIDENCE, 5, 2));
    }

    @Test
    void shouldShowNoBodyWhenThereAreOnlyOutcomes() {
        published().commit(batch().evidence("p1", 0, outcomes(3, 1), 1).build());

        PatternRow row = row("p1");

        assertThat(row.body()).isNull();
        assertThat(row.outcomes()).isEqualTo(4);
        assertThat(row.createdAtMs()).isEqualTo(-1);
    }

    @Test
    void shouldHaveEmptyEvidenceWhenThereIsOnlyABody() {
        published().commit(batch().body("p1", 0, NOON, 1, "text").build());

        PatternRow row = row("p1");

        assertThat(row.evidence()).isEqualTo(outcomes(0, 0));
    }

    @Test
    void shouldReplaceTheBodyAndKeepTheEarliestTimeWhenPublishedAgain() {
        ViewWriter writer = published();
        writer.commit(batch().body("p1", 0, NOON, 1, "old").build());
        writer.commit(batch().body("p1", 3, NOON + 50, 2, "new").build());

        PatternRow row = row("p1");

        assertThat(content(row)).isEqualTo("new");
        assertThat(row.createdAtMs()).isEqualTo(NOON);
        assertThat(row.updatedAtMs()).isEqualTo(NOON + 50);
    }

    @Test
    void shouldStayDeletedWhenAnOlderBodyArrivesFromAnotherPartition() {
        ViewWriter writer = published();
        writer.commit(batch().deleted("p1", 0, NOON + 10, 5).build());
        writer.commit(batch().body("p1", 1, NOON, 900, "older").build());

        PatternRow row = row("p1");

        assertThat(row.body()).isNull();
        assertThat(reader().info().patterns()).isZero();
    }

    @Test
    void shouldFindEvidenceAgainWhenADeletedIdIsStoredAgain() {
        ViewWriter writer = published();
        writer.commit(batch().evidence("p1", 0, outcomes(3, 1), 1)
                .body("p1", 0, NOON, 1, "first")
                .build());
        writer.commit(batch().deleted("p1", 0, NOON + 1, 2).build());
        writer.commit(batch().body("p1", 0, NOON + 2, 3, "second").build());

        PatternRow row = row("p1");

        assertThat(content(row)).isEqualTo("second");
        assertThat(row.outcomes()).isEqualTo(4);
    }

    @Test
    void shouldLetTheNewestOriginWinInAnyOrderOfArrival() {
        ViewWriter writer = published();
        ViewReader reader = reader();
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            String id = "p" + round;
            List<Integer> order = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
            java.util.Collections.shuffle(order, random);
            for (int partition : order) {
                // The same append time for all: the partition decides.
                Batches batch = batch();
                if (partition == 4) {
                    batch.deleted(id, partition, NOON, 1);
                } else {
                    batch.body(id, partition, NOON, 1, "from " + partition);
                }
                writer.commit(batch.build());
            }
            assertThat(content(reader.get(id))).as("order %s", order).isEqualTo("from 5");
        }
    }

    @Test
    void shouldTakeTheLastChangeWhenABatchNamesARowTwice() {
        published()
                .commit(batch().evidence("p1", 0, outcomes(1, 0), 1)
                        .evidence("p1", 0, outcomes(2, 0), 2)
                        .evidence("p1", 1, outcomes(5, 0), 9)
                        .body("p1", 0, NOON, 1, "one")
                        .body("p1", 0, NOON + 1, 2, "two")
                        .build());

        PatternRow row = row("p1");

        assertThat(content(row)).isEqualTo("two");
        assertThat(row.outcomes()).isEqualTo(7);
    }

    @Test
    void shouldAnswerInTheOrderOfIdsWhenManyAreAsked() {
        ViewWriter writer = published();
        Batches batch = batch();
        for (int i = 0; i < 300; i++) {
            batch.evidence("p" + i, i % 4, outcomes(i, 1), i);
        }
        writer.commit(batch.build());
        List<String> ids = new ArrayList<>();
        for (int i = 299; i >= 0; i--) {
            ids.add("p" + i);
            ids.add("unknown" + i);
        }

        List<PatternRow> rows = reader().getAll(ids);

        assertThat(rows).hasSize(300);
        assertThat(rows.get(0).id()).isEqualTo("p299");
        assertThat(rows.get(299).outcomes()).isEqualTo(1);
        assertThat(reader().get("unknown1")).isNull();
    }

    @Test
    void shouldScanThoseThatHaveABody() {
        ViewWriter writer = published();
        writer.commit(batch().evidence("a", 0, outcomes(2, 1), 1)
                .evidence("a", 1, outcomes(1, 1), 1)
                .body("a", 0, stored(pattern("a", "text", new Prior(0.6, 4)), NOON, 0, 1))
                .body("b", 2, NOON, 2, "text")
                .evidence("waiting", 0, outcomes(1, 0), 7)
                .body("gone", 0, NOON, 3, "text")
                .build());
        writer.commit(batch().deleted("gone", 0, NOON, 4).build());
        List<RankedRow> seen = new ArrayList<>();

        long seq = reader().scan(seen::add);

        assertThat(seq).isEqualTo(2);
        Evidence sum = outcomes(3, 2);
        assertThat(seen)
                .containsExactly(
                        new RankedRow(1, "a", "strategy", new Prior(0.6, 4), sum, 5, NOON, NOON, NOON),
                        new RankedRow(3, "b", "strategy", null, outcomes(0, 0), 0, -1, NOON, NOON));
    }

    @Test
    void shouldForgetNothingWhenStatesDoNotFitInMemory() {
        config = config.with(new ViewConfig.Writing(3, 10, 1 << 20, 1024, 0));
        ViewWriter writer = published();
        for (int round = 1; round <= 5; round++) {
            Batches batch = batch();
            for (int i = 0; i < 100; i++) {
                batch.evidence("p" + i, round % 3, outcomes(round, 0), round);
            }
            writer.commit(batch.build());
        }

        // Rounds 3, 4 and 5 were the last in their partitions.
        assertThat(reader().getAll(List.of("p0", "p50", "p99")))
                .extracting(PatternRow::outcomes)
                .containsOnly(12L);
        assertThat(reader().info().rows()).isEqualTo(100);
    }
}
