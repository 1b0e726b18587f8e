package dev.credence.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.ledger.LedgerRow;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** That the oracle agrees with what is right, and with nothing else. */
class ComparisonTest {
    private static final TopicPartition SOURCE = new TopicPartition(FoldedLog.TOPICS.confidence(), 1);

    @Test
    void shouldFindEveryRowEqualToTheBitWhenNothingIsWrong() {
        FoldedLog log = FoldedLog.of(-1, -1);

        Judgement judgement = judge(log);

        assertThat(judgement.differences()).isEmpty();
        assertThat(judgement.isEqual()).isTrue();
        assertThat(judgement.records()).isEqualTo(20_000);
        assertThat(judgement.refused()).isEqualTo(200);
        assertThat(judgement.rows()).isEqualTo(160);
    }

    @Test
    void shouldNoticeEachChangedBitWhenARowIsDamaged() {
        FoldedLog log = FoldedLog.of(-1, -1);
        Recount recount = log.recount();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            Map<String, byte[]> rows = Objects.requireNonNull(
                    (i % 2 == 0 ? log.shown().view() : log.shown().changelog()).get(random.nextInt(2)));
            byte[] row = Objects.requireNonNull(rows.get("p" + random.nextInt(40)));
            int bit = random.nextInt(row.length * 8);
            row[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(new Comparison(recount, log.shown()).run().differences())
                    .as("bit %d of %d", bit, row.length * 8)
                    .hasSize(1);

            row[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(new Comparison(recount, log.shown()).run().differences()).isEmpty();
    }

    @Test
    void shouldNoticeALostOutcomeWhenItIsOneOfTwentyThousand() {
        Judgement judgement = judge(FoldedLog.of(7_777, -1));

        assertThat(judgement.differences()).hasSize(2);
        assertThat(judgement.lost()).as("in the view and in the changelog").isEqualTo(2);
        assertThat(judgement.doubled()).isZero();
    }

    @Test
    void shouldNoticeADoubledOutcomeWhenItIsOneOfTwentyThousand() {
        Judgement judgement = judge(FoldedLog.of(-1, 7_777));

        assertThat(judgement.differences()).hasSize(2);
        assertThat(judgement.doubled()).as("in the view and in the changelog").isEqualTo(2);
        assertThat(judgement.lost()).isZero();
    }

    @Test
    void shouldNoticeAMissingRowAndARowOfNothing() {
        FoldedLog log = FoldedLog.of(-1, -1);
        Map<String, byte[]> rows = Objects.requireNonNull(log.shown().view().get(0));
        byte[] row = Objects.requireNonNull(rows.remove("p1"));
        rows.put("p1000", row);

        assertThat(judge(log).differences())
                .hasSize(2)
                .anyMatch(difference -> difference.contains("p1 in partition 0") && difference.contains("has no row"))
                .anyMatch(difference -> difference.contains("p1000 in partition 0 has evidence of nothing"));
    }

    @Test
    void shouldNoticeWhenTheLedgerOrTheDeadLettersDoNotAddUp() {
        FoldedLog log = FoldedLog.of(-1, -1);
        LedgerRow row = Objects.requireNonNull(log.shown().ledger().get(SOURCE));
        log.shown()
                .ledger()
                .put(
                        SOURCE,
                        new LedgerRow(
                                row.topic(),
                                row.topicId(),
                                row.nextOffset(),
                                row.consumed(),
                                row.applied() - 1,
                                1,
                                row.deadLettered(),
                                1,
                                1,
                                -1,
                                -1,
                                -1,
                                false));
        long refused = Objects.requireNonNull(log.shown().deadLetters().get(SOURCE)).stream()
                .findFirst()
                .orElseThrow();
        Objects.requireNonNull(log.shown().deadLetters().get(SOURCE)).remove(refused);

        assertThat(judge(log).differences())
                .hasSize(2)
                .anyMatch(difference -> difference.contains("the ledger states"))
                .anyMatch(difference -> difference.contains("1 refused records have no dead letter [" + refused + "]"));
    }

    private static Judgement judge(FoldedLog log) {
        return new Comparison(log.recount(), log.shown()).run();
    }
}
