package dev.credence.processor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {
    private static final Refusal REFUSAL = new Refusal(Reason.BAD_VALUE, "why");

    @Test
    void shouldSayWhereItCameFromLastWhenTheRecordWasADeadLetterBefore() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetter.OFFSET, "1".getBytes(StandardCharsets.UTF_8));
        DeadLetter letter = DeadLetter.of(new SourceRecord("t", 2, 42, new byte[] {1}, null, headers), REFUSAL);

        assertThat(letter.headers().headers(DeadLetter.OFFSET)).hasSize(2);
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("42");
        assertThat(headers.toArray()).hasSize(1);
    }

    @Test
    void shouldKeepHashAndHeadWhenTheValueDoesNotFit() {
        byte[] value = new byte[3 << 20];
        Arrays.fill(value, (byte) 'x');
        DeadLetter letter =
                DeadLetter.of(new SourceRecord("t", 0, 0, new byte[] {1}, value, new RecordHeaders()), REFUSAL);

        assertThat(letter.value()).hasSize(Limits.EXCERPT_BYTES).containsOnly('x');
        assertThat(header(letter, DeadLetter.VALUE_BYTES)).isEqualTo("3145728");
        assertThat(header(letter, DeadLetter.VALUE_SHA256)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "0,2097152,0",
        "0,2080000,5000",
        "2097152,0,0",
        "2097152,2097152,2097152",
        "65537,65537,5242880"
    })
    void shouldAlwaysFitWhatMayBeSent(int keyBytes, int valueBytes, int headerBytes) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", new byte[headerBytes]);
        DeadLetter letter = DeadLetter.of(
                new SourceRecord("topic", 7, Long.MAX_VALUE, new byte[keyBytes], new byte[valueBytes], headers),
                new Refusal(Reason.TOO_LARGE, "x".repeat(300)));

        assertThat(sizeInBatch(letter)).isLessThanOrEqualTo(Limits.OUTPUT_BYTES);
    }

    private static int sizeInBatch(DeadLetter letter) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                letter.key(),
                letter.value(),
                letter.headers().toArray());
    }

    private static String header(DeadLetter letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
