package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.Hostile;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.model.Result;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceFormatTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Version 1 for ever; the independent verifier's self-test pins the same bytes. */
    private static final String GOLDEN =
            "012a000180b89929020281a8cc7b0300808080800480d898920e010104008080a1f5bf3e000102808040000100";

    @Test
    void shouldNeverChangeTheBytesOfVersionOne() {
        EvidenceRow row = new EvidenceRow(golden(), 41, -1);

        assertThat(HexFormat.of().formatHex(row.encode())).isEqualTo(GOLDEN);
        assertThat(EvidenceRow.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(row);
    }

    @Test
    void shouldGiveBackWhatWasEncoded() {
        for (long seed = 0; seed < 500; seed++) {
            EvidenceRow row = new EvidenceRow(Events.seeded(seed).fold(), seed * 1_000_003, -1);

            assertThat(EvidenceRow.decode(row.encode())).isEqualTo(row);
        }
        EvidenceRow empty = new EvidenceRow(new Evidence(DAY), -1, Long.MAX_VALUE - 1);
        assertThat(EvidenceRow.decode(empty.encode())).isEqualTo(empty);
    }

    @Test
    void shouldRefuseDamageOrReadCanonicalBytes() {
        for (long seed = 0; seed < 6; seed++) {
            Evidence evidence = Events.seeded(seed).fold();
            Hostile.assertTotal(EvidenceFormat.encode(evidence), EvidenceFormat::decode, EvidenceFormat::encode);
            Hostile.assertTotal(
                    new EvidenceRow(evidence, seed, seed).encode(), EvidenceRow::decode, EvidenceRow::encode);
        }
    }

    /** Half-life a second; then successes, failures, last event, and blocks of: distance, two sums, two counts. */
    @ParameterizedTest
    @CsvSource({
        "1 0 500 | 0 9 0 1 0, ''",
        "1 0 500 |, do not go with",
        "0 0 -1 | 0 9 0 1 0, do not go with",
        "1 0 1500 | 0 9 0 1 0, do not go with",
        "1 0 500 | 0 9 9 1 0, do not go with",
        "1 0 500 | 0 0 0 1 0, do not go with",
        "1 0 500 | 0 9 0 2 0, do not go with",
        "1 0 500 | 0 0 0 0 0, do not go with",
        "1 0 500 | 0 -9 0 1 0, negative",
        "-1 0 500 | 0 9 0 1 0, negative",
        "2 0 1500 | 0 9 0 1 0 1 9 0 1 0, ''",
        "2 0 500 | 0 9 0 1 0 0 9 0 1 0, 0 after the one before",
        "2 0 500 | 1 9 0 1 0 -1 9 0 1 0, -1 after the one before",
        "2 0 40500 | 0 9 0 1 0 40 9 0 1 0, ''",
        "2 0 41500 | 0 9 0 1 0 41 9 0 1 0, 41 after the one before",
        "3 0 41500 | 0 9 0 1 0 40 9 0 1 0 1 9 0 1 0, do not go with",
        "9223372036854775807 0 1500 | 0 9 0 9223372036854775807 0 1 9 0 1 0, do not go with",
    })
    void shouldReadOnlyWhatOutcomesCanHaveLedTo(String numbers, String refusal) {
        String[] parts = numbers.split("\\|", -1);
        long[] head = longs(parts[0]);
        long[] blocks = longs(parts[1]);
        ByteWriter out = new ByteWriter(64)
                .u8(1)
                .varint(1_000)
                .varint(head[0])
                .varint(head[1])
                .varint(head[2] + 1);
        out.varint(blocks.length / 5);
        for (int i = 0; i < blocks.length; i++) {
            if (i % 5 == 0) {
                out.zigzag(blocks[i]);
            } else {
                out.varint(blocks[i]);
            }
        }
        if (refusal.isEmpty()) {
            assertThat(EvidenceFormat.encode(EvidenceFormat.decode(out.toBytes())))
                    .isEqualTo(out.toBytes());
        } else {
            assertThatThrownBy(() -> EvidenceFormat.decode(out.toBytes()))
                    .isInstanceOf(MalformedBytesException.class)
                    .hasMessageContaining(refusal);
        }
    }

    @Test
    void shouldSayWhichFormatItReadsWhenGivenANewerOne() {
        assertThatThrownBy(() -> EvidenceFormat.decode(new byte[] {2}))
                .hasMessage("evidence of format 2; this build reads format 1");
        assertThatThrownBy(() -> EvidenceRow.decode(new byte[] {7}))
                .hasMessage("evidence row of format 7; this build reads format 1");
        assertThatThrownBy(() -> EvidenceFormat.decode(
                        new ByteWriter(9).u8(1).varint(999).toBytes()))
                .hasMessage("evidence with a half-life of 999 ms");
    }

    private static Evidence golden() {
        Evidence evidence = new Evidence(DAY);
        evidence.fold(Result.SUCCESS, 1.0, 0);
        evidence.fold(Result.FAILURE, 2.5, DAY / 2);
        evidence.fold(Result.SUCCESS, 0.0001, 3 * DAY);
        evidence.fold(Result.FAILURE, 1000.0, 3 * DAY - 1);
        return evidence;
    }

    private static long[] longs(String text) {
        return text.isBlank()
                ? new long[0]
                : java.util.Arrays.stream(text.strip().split(" +"))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }
}
