package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that mean harm get an answer, soon, and no memory that they do not pay for. */
@Timeout(60)
class HostileInputTest {
    private static final int MIB = 1 << 20;

    private final EventEncoder encoder = new EventEncoder(1, 2, 2);
    private final EventDecoder decoder =
            new EventDecoder(id -> id == 1 ? EventSchemas.pattern() : EventSchemas.confidence());

    @ParameterizedTest
    @CsvSource({
        "'', bad-wire-format",
        "00, bad-wire-format",
        "00000000, bad-wire-format",
        "0100000002, bad-wire-format",
        "7b226964223a2270, bad-wire-format",
        "0000000002, schema-mismatch",
        // a pattern id of 2^62 characters, of -1, of 64 when there are two
        "0000000002feffffffffffffff7f, schema-mismatch",
        "000000000201, schema-mismatch",
        "000000000280017031, schema-mismatch",
        // a length in eleven bytes
        "0000000002ffffffffffffffffffff00, schema-mismatch",
        // p1, then outcome 2, outcome -1, and nothing
        "000000000204703104, schema-mismatch",
        "000000000204703101, schema-mismatch",
        "0000000002047031, schema-mismatch",
        // whole: p1 SUCCESS 1.0 at 0, null, null, MEDIUM; then union branch 2, priority 4, a byte more
        "0000000002047031 00 000000000000f03f 00 00 00 04, event",
        "0000000002047031 00 000000000000f03f 00 04 00 04, schema-mismatch",
        "0000000002047031 00 000000000000f03f 00 00 00 08, schema-mismatch",
        "0000000002047031 00 000000000000f03f 00 00 00 04 00, trailing-bytes",
        // NaN, infinity, -1, 0 and the least double as weight
        "0000000002047031 00 000000000000f87f 00 00 00 04, bad-weight",
        "0000000002047031 00 000000000000f07f 00 00 00 04, bad-weight",
        "0000000002047031 00 000000000000f0bf 00 00 00 04, bad-weight",
        "0000000002047031 00 0000000000000000 00 00 00 04, bad-weight",
        "0000000002047031 00 0100000000000000 00 00 00 04, event",
        // an id of nothing, and one with a space
        "000000000200 00 000000000000f03f 00 00 00 04, bad-id",
        "0000000002047020 00 000000000000f03f 00 00 00 04, bad-id",
        // times as they come: their check is the caller's
        "0000000002047031 00 000000000000f03f ffffffffffffffffff01 00 00 04, event",
        // event ids that are not UTF-8: a lone continuation, an overlong slash, a surrogate; then a true U+FFFD
        "0000000002047031 00 000000000000f03f 00 02 02 80 00 04, schema-mismatch",
        "0000000002047031 00 000000000000f03f 00 02 04 c0af 00 04, schema-mismatch",
        "0000000002047031 00 000000000000f03f 00 02 06 eda080 00 04, schema-mismatch",
        "0000000002047031 00 000000000000f03f 00 02 06 efbfbd 00 04, event",
    })
    void shouldAnswerWhenAnOutcomeIs(String hex, String fate) {
        assertThat(Refusals.reason(decoder.outcome(bytes(hex)))).isEqualTo(fate);
    }

    @Test
    void shouldRefuseWhenTheValueIsNull() {
        assertThat(Refusals.reason(decoder.outcome(null))).isEqualTo("bad-wire-format");
        assertThat(Refusals.reason(decoder.pattern(null))).isEqualTo("bad-wire-format");
    }

    @Test
    void shouldRefuseWhenTheSchemaIsOfTheOtherEvent() {
        byte[] outcome = encoder.encode(Outcome.of("p1", Result.SUCCESS, 0));
        assertThat(Refusals.reason(decoder.pattern(outcome))).isEqualTo("schema-mismatch");
        assertThat(Refusals.reason(decoder.outcome(encoder.encode(Pattern.ofText("p1", "t", "c")))))
                .isEqualTo("schema-mismatch");
    }

    @Test
    void shouldRefuseWhenCountsClaimMoreThanTheBytesHold() {
        assertRefused(out -> out.zigzag(Integer.MAX_VALUE)); // metadata entries
        assertRefused(out -> out.zigzag(Long.MIN_VALUE).zigzag(0));
        assertRefused(out -> out.zigzag(-1).zigzag(Long.MAX_VALUE));
        assertRefused(out -> out.zigzag(0).zigzag(1).zigzag(1L << 40)); // numbers of an embedding
        assertRefused(out -> out.zigzag(0).zigzag(1).zigzag(MIB / 2)); // as many as bytes, but of four bytes each
        assertRefused(out -> out.zigzag(0).zigzag(0).zigzag(1).zigzag(MIB * 4L)); // steps
    }

    @Test
    void shouldStayQuickWhenAnArrayComesInBlocksOfOne() {
        byte[] value = pattern(out -> {
            out.zigzag(0).zigzag(1);
            for (int i = 0; i < 200_000; i++) {
                out.zigzag(1).fixed32(0);
            }
        });
        assertThat(Duration.ofNanos(nanosOf(value))).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldStayQuickWhenBlocksAreEmptyButForTheirCount() {
        byte[] value = pattern(out -> {
            for (int i = 0; i < MIB / 8; i++) {
                out.zigzag(-1).zigzag(2).zigzag(0).zigzag(0); // one entry: "" = ""
            }
        });
        assertThat(Duration.ofNanos(nanosOf(value))).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldTakeTheLargestEventWhenItKeepsTheRules() {
        float[] embedding = new float[65_536];
        Arrays.fill(embedding, 0.5f);
        Pattern pattern = new Pattern(
                "p".repeat(128), "t", "x".repeat(700_000), Map.of("k", "v"), embedding, null, null, Priority.LOW);
        assertThat(decoder.pattern(encoder.encode(pattern))).isEqualTo(new Decoded.Event<>(pattern));
    }

    @Test
    void shouldNotHoldTheExceptionBackWhenTheRegistryGivesNoAnswer() {
        EventDecoder waiting = new EventDecoder(id -> {
            throw new IllegalStateException("no answer");
        });
        assertThatThrownBy(() -> waiting.outcome(new byte[] {0, 0, 0, 0, 2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no answer");
    }

    private long nanosOf(byte[] value) {
        long start = System.nanoTime();
        decoder.pattern(value);
        EventDecoder.read(
                new AvroInput(),
                value,
                EventKind.PATTERN,
                new ResolvingReader<>(EventSchemas.pattern(), EventSchemas.pattern(), GenericEvents::pattern));
        return System.nanoTime() - start;
    }

    private void assertRefused(Consumer<ByteWriter> rest) {
        byte[] value = pattern(rest);
        BodyReader<Pattern> general =
                new ResolvingReader<>(EventSchemas.pattern(), EventSchemas.pattern(), GenericEvents::pattern);
        assertThat(Refusals.reason(decoder.pattern(value))).isEqualTo("schema-mismatch");
        assertThat(Refusals.reason(EventDecoder.read(new AvroInput(), value, EventKind.PATTERN, general)))
                .isEqualTo("schema-mismatch");
    }

    /** A pattern up to its content, then {@code rest}, then half a mebibyte of zeros. */
    private static byte[] pattern(Consumer<ByteWriter> rest) {
        ByteWriter out = new ByteWriter(64);
        out.raw(new byte[] {0, 0, 0, 0, 1, 4, 'p', '1', 2, 't', 2, 'c'});
        rest.accept(out);
        return out.raw(new byte[MIB / 2]).toBytes();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
