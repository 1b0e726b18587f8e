package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Damaged lines: each must come out as one value or one error, and errors must be fit for one line of a log. */
class LineFuzzTest {
    private static final LineParser<Outcome> OUTCOMES = LineParser.outcomes(() -> Instant.EPOCH);
    private static final String OUTCOME = "{\"pattern_id\":\"p1\",\"outcome\":\"success\",\"weight\":1.5e0,"
            + "\"occurred_at\":\"1970-01-01T00:00:00.0Z\",\"event_id\":null,\"source\":\"ä\",\"priority\":\"low\"}";
    private static final String PATTERN =
            "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"c\\n\",\"metadata\":{\"k\":\"v\"},"
                    + "\"embedding\":[0.1,2],\"trajectory\":[{\"at\":1,\"action\":\"a\",\"reward\":1,\"state\":[1,-2e3]}],"
                    + "\"prior\":{\"mean\":0.5,\"strength\":2},\"priority\":\"low\"}";
    private static final Pattern FIT_FOR_A_LOG = Pattern.compile("line \\d+: \\P{Cntrl}{1,400}");
    private static final String SPICE = "{}[]\":,\\u0de19.-+ntf \u0000\n\u00ff\u0080";

    @Test
    void shouldNeverThrowWhenAnOutcomeLineIsDamaged() {
        fuzz(OUTCOMES, OUTCOME, 5_000);
    }

    @Test
    void shouldNeverThrowWhenAPatternLineIsDamaged() {
        fuzz(LineParser.patterns(), PATTERN, 5_000);
    }

    private static <T> void fuzz(LineParser<T> parser, String good, int rounds) {
        SplittableRandom random = new SplittableRandom(good.hashCode());
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = damage(good.getBytes(StandardCharsets.UTF_8), random);
            Collected<T> read = Collected.of(parser, bytes);

            assertThat(read.values.size() + read.errors.size()).isBetween(0, bytes.length + 1);
            assertThat(read.errors)
                    .map(LineError::toString)
                    .allMatch(text -> FIT_FOR_A_LOG.matcher(text).matches());
        }
    }

    private static byte[] damage(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) SPICE.charAt(random.nextInt(SPICE.length()));
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return Arrays.copyOf(bytes, length);
    }
}
