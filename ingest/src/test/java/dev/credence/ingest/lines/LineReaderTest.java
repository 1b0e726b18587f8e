package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final LineParser<Outcome> OUTCOMES = LineParser.outcomes(() -> Instant.EPOCH);

    @Test
    void shouldGoOnAfterBadLinesAndCountBlankOnes() {
        Collected<Outcome> read = Collected.of(OUTCOMES, good(1) + "\n\n \t\r\nx\n" + good(5) + "\r\n{}\n" + good(7));

        assertThat(read.lines).containsExactly(1L, 5L, 7L);
        assertThat(read.values).extracting(Outcome::patternId).containsExactly("p1", "p5", "p7");
        assertThat(read.errors).extracting(LineError::line).containsExactly(4L, 6L);
        assertThat(read.errors.get(1)).hasToString("line 6: field pattern_id is missing");
    }

    @Test
    void shouldTakeOffAByteOrderMarkAtTheStartOnly() {
        Collected<Outcome> read = Collected.of(OUTCOMES, "\ufeff" + good(1) + "\n\ufeff" + good(2));

        assertThat(read.lines).containsExactly(1L);
        assertThat(read.errors).extracting(LineError::line).containsExactly(2L);
    }

    @Test
    void shouldReportBytesThatAreNotUtf8() {
        byte[] latin = (good(1) + "\n{\"pattern_id\":\"p\u00e4\",\"outcome\":\"success\"}\n" + good(3))
                .getBytes(StandardCharsets.ISO_8859_1);

        Collected<Outcome> read = Collected.of(OUTCOMES, latin);

        assertThat(read.lines).containsExactly(1L, 3L);
        assertThat(read.errors)
                .containsExactly(new LineError(2, "bad-json", "not UTF-8: byte 0xe4 at byte 17 of the line"));
    }

    @Test
    void shouldReadNothingFromAnEmptyInput() {
        Collected<Outcome> read = Collected.of(OUTCOMES, "");

        assertThat(read.values).isEmpty();
        assertThat(read.errors).isEmpty();
    }

    @Test
    void shouldReportALineThatIsTooLongAndReadTheNext() {
        String tooLong = "x".repeat(LineReader.MAX_LINE_BYTES + 1);
        LineError second = new LineError(2, "too-large", "a line must have at most 8388608 bytes");

        Collected<Outcome> inside = Collected.of(OUTCOMES, good(1) + "\n" + tooLong + "\n" + good(3));
        Collected<Outcome> atEnd = Collected.of(OUTCOMES, good(1) + "\n" + tooLong + tooLong);

        assertThat(inside.lines).containsExactly(1L, 3L);
        assertThat(inside.errors).containsExactly(second);
        assertThat(atEnd.lines).containsExactly(1L);
        assertThat(atEnd.errors).containsExactly(second);
    }

    @Test
    void shouldReadTheLongestLine() {
        String head = "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"";
        String line = head + "x".repeat(LineReader.MAX_LINE_BYTES - head.length() - 2) + "\"}";

        assertThat(Collected.of(LineParser.patterns(), line + "\n").values).hasSize(1);
    }

    @Test
    void shouldReadTheSameWhateverTheReadsReturn() throws IOException {
        String text = String.join(
                "\n", IntStream.range(0, 5000).mapToObj(LineReaderTest::good).toList());
        Collected<Outcome> read = new Collected<>();

        new LineReader<>(OUTCOMES, read).read(new Trickle(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(read.values).isEqualTo(Collected.of(OUTCOMES, text).values).hasSize(5000);
        assertThat(read.lines)
                .isEqualTo(
                        IntStream.rangeClosed(1, 5000).mapToObj(i -> (long) i).toList());
    }

    private static String good(int number) {
        return "{\"pattern_id\":\"p" + number + "\",\"outcome\":\"success\"}";
    }

    /** Returns between 1 and 7 bytes at a time. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;
        private int turn;

        Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            turn = turn % 7 + 1;
            return bytes.read(buffer, offset, Math.min(length, turn));
        }
    }
}
