package dev.credence.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.Hostile;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Rules;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerFormatTest {
    private static final String GOLDEN = "0103612e620374696464" + "0a07020104d086031a36c801";

    @Test
    void shouldNeverChangeTheBytesOfVersionOne() {
        LedgerRow row = new LedgerRow("a.b", "tid", 100, 10, 7, 2, 1, 4, 50_000, 13, 27, 100, false);

        assertThat(HexFormat.of().formatHex(LedgerFormat.encode(row))).isEqualTo(GOLDEN);
        assertThat(LedgerFormat.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(row);
    }

    @Test
    void shouldSayInTheVersionWhetherTheRowIsOfABacklog() {
        LedgerRow row = new LedgerRow("a.b", "tid", 100, 10, 7, 2, 1, 4, 50_000, 13, 27, 100, true);

        assertThat(HexFormat.of().formatHex(LedgerFormat.encode(row))).isEqualTo("02" + GOLDEN.substring(2));
        assertThat(LedgerFormat.decode(LedgerFormat.encode(row))).isEqualTo(row);
    }

    @Test
    void shouldCarryRefusedRecords() {
        LedgerRow row = new LedgerRow(
                "a.b",
                "tid",
                100,
                10,
                7,
                2,
                1,
                4,
                50_000,
                13,
                27,
                100,
                true,
                List.of(new RefusedRecord(3, Reason.BAD_WIRE_FORMAT), new RefusedRecord(99, Reason.TOMBSTONE)));

        assertThat(HexFormat.of().formatHex(LedgerFormat.encode(row)))
                .startsWith("04" + GOLDEN.substring(2) + "0203" + "0f" + "6261642d776972652d666f726d6174" + "60");
        assertThat(LedgerFormat.decode(LedgerFormat.encode(row))).isEqualTo(row);
        assertThat(LedgerFormat.decodeRefused(LedgerFormat.encodeRefused(row.refused())))
                .isEqualTo(row.refused());
        assertThat(row.refusalOf(99)).isEqualTo(Reason.TOMBSTONE);
        assertThat(row.refusalOf(98)).isNull();
    }

    @Test
    void shouldGiveBackWhatWasEncoded() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            long applied = random.nextLong() >>> 3;
            long duplicate = random.nextInt(9);
            long dead = random.nextInt(9);
            long next = random.nextLong() >>> 1;
            LedgerRow row = new LedgerRow(
                    "t" + i,
                    "id",
                    next,
                    applied + duplicate + dead,
                    applied,
                    duplicate,
                    dead,
                    i,
                    i,
                    -1,
                    i,
                    next,
                    i % 3 == 0);

            assertThat(LedgerFormat.decode(LedgerFormat.encode(row))).isEqualTo(row);
        }
        LedgerRow start = LedgerRow.start("credence.confidence", "tid", 5);
        assertThat(LedgerFormat.decode(LedgerFormat.encode(start))).isEqualTo(start);
    }

    @Test
    void shouldRefuseDamageOrReadCanonicalBytes() {
        Hostile.assertTotal(
                LedgerFormat.encode(new LedgerRow("topic", "tid", 100, 10, 7, 2, 1, 4, 50_000, 13, 27, 100, true)),
                LedgerFormat::decode,
                LedgerFormat::encode);
    }

    @Test
    void shouldNotExistWhenItDoesNotAddUp() {
        assertThatThrownBy(() -> new LedgerRow("t", "id", 1, 4, 1, 1, 1, 0, 0, -1, -1, -1, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger of t does not add up: consumed 4, applied 1, duplicate 1, dead-lettered 1");
        assertThatThrownBy(() -> new LedgerRow("t", "id", 1, 0, 1, -1, 0, 0, 0, -1, -1, -1, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger of t with a negative number");
    }

    @Test
    void shouldHaveKeysThatNoPatternCanHave() {
        String key = LedgerRow.key("credence.confidence");

        assertThat(Rules.checkId(key)).isNotNull();
        assertThat(LedgerRow.topicOfKey(key)).isEqualTo("credence.confidence");
        assertThat(LedgerRow.topicOfKey("ledger")).isNull();
    }
}
