package dev.credence.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final String NAME_RULE =
            " must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was ";
    private static final String PAIR = "\uD83D\uDE00";

    static Stream<Arguments> ids() {
        return Stream.of(
                Arguments.of("p", null),
                Arguments.of("7", null),
                Arguments.of("Route:eu_1.a-B", null),
                Arguments.of("x".repeat(128), null),
                Arguments.of("x".repeat(129), "id" + NAME_RULE + '"' + "x".repeat(40) + "…\""),
                Arguments.of("", "id" + NAME_RULE + "\"\""),
                Arguments.of("-a", "id" + NAME_RULE + "\"-a\""),
                Arguments.of("!ledger/t", "id" + NAME_RULE + "\"!ledger/t\""),
                Arguments.of("a b", "id" + NAME_RULE + "\"a b\""),
                Arguments.of("a\nb", "id" + NAME_RULE + "\"a?b\""),
                Arguments.of("ä", "id" + NAME_RULE + "\"ä\""));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void shouldHoldIdsToTheirAlphabet(String id, @Nullable String detail) {
        Refusal expected = detail == null ? null : new Refusal(Reason.BAD_ID, detail);

        assertThat(Rules.checkId(id)).isEqualTo(expected);
        assertThat(Rules.isId(id.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected == null);
        assertThat(Rules.check(Outcome.of(id, Result.SUCCESS, 0))).isEqualTo(expected);
        assertThat(Rules.check(Pattern.ofText(id, "t", "c"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1,",
        "1000,",
        "5e-324,",
        "0, 'weight must be > 0 and <= 1000, was 0'",
        "-1, 'weight must be > 0 and <= 1000, was -1'",
        "1000.5, 'weight must be > 0 and <= 1000, was 1000.5'",
        "1001, 'weight must be > 0 and <= 1000, was 1001'",
        "NaN, 'weight must be > 0 and <= 1000, was NaN'",
        "Infinity, 'weight must be > 0 and <= 1000, was Infinity'",
    })
    void shouldHoldWeightsToTheirRange(double weight, @Nullable String detail) {
        Outcome outcome = new Outcome("p", Result.FAILURE, weight, 0, null, null, Priority.MEDIUM);

        assertThat(Rules.check(outcome)).isEqualTo(detail == null ? null : new Refusal(Reason.BAD_WEIGHT, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0,",
        "300000, 0,",
        "1000, 2000,",
        "300001, 0, 'occurred_at must be at most 5 min after the broker''s time 0, was 300001'",
        "-1, 0, 'occurred_at must not be before 1970, was -1'",
        "9223372036854775807, 1, 'occurred_at must be at most 5 min after the broker''s time 1, was 9223372036854775807'",
        "-9223372036854775808, 1, 'occurred_at must not be before 1970, was -9223372036854775808'",
    })
    void shouldBelieveTimesByTheBrokersClock(long occurredAt, long appendedAt, @Nullable String detail) {
        assertThat(Rules.checkTime(occurredAt, appendedAt))
                .isEqualTo(detail == null ? null : new Refusal(Reason.BAD_TIME, detail));
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of("x".repeat(256), null),
                Arguments.of("", null),
                Arguments.of(PAIR, null),
                Arguments.of("x".repeat(257), " must be at most 256 characters, had 257"),
                Arguments.of("ab\uD83D", " must be Unicode text, has half a surrogate pair at index 2"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void shouldHoldLabelsToTheirLength(String label, @Nullable String detail) {
        assertThat(Rules.check(new Outcome("p", Result.SUCCESS, 1, 0, label, null, Priority.LOW)))
                .isEqualTo(detail == null ? null : bad("event_id" + detail));
        assertThat(Rules.check(new Outcome("p", Result.SUCCESS, 1, 0, null, label, Priority.LOW)))
                .isEqualTo(detail == null ? null : bad("source" + detail));
    }

    static Stream<Arguments> patterns() {
        Pattern plain = Pattern.ofText("p", "strategy", "text");
        return Stream.of(
                Arguments.of(plain, null),
                Arguments.of(Pattern.ofText("p", "t".repeat(128), ""), null),
                Arguments.of(Pattern.ofText("p", "", "c"), "type" + NAME_RULE + "\"\""),
                Arguments.of(
                        Pattern.ofText("p", "t".repeat(129), "c"), "type" + NAME_RULE + '"' + "t".repeat(40) + "…\""),
                Arguments.of(
                        Pattern.ofText("p", "t", PAIR + "\uDE00"),
                        "content must be Unicode text, has half a surrogate pair at index 2"),
                Arguments.of(
                        Pattern.ofText("p", "t", "\uD83Dx"),
                        "content must be Unicode text, has half a surrogate pair at index 0"),
                Arguments.of(metadata(entries(1024)), null),
                Arguments.of(metadata(entries(1025)), "metadata must have at most 1024 entries, had 1025"),
                Arguments.of(
                        metadata(Map.of("k\uD83D", "v")),
                        "metadata key must be Unicode text, has half a surrogate pair at index 1"),
                Arguments.of(
                        metadata(Map.of("k", "\uDE00")),
                        "metadata value must be Unicode text, has half a surrogate pair at index 0"),
                Arguments.of(embedding(new float[65_536]), null),
                Arguments.of(embedding(new float[0]), "embedding must have 1 to 65536 numbers, had 0"),
                Arguments.of(embedding(new float[65_537]), "embedding must have 1 to 65536 numbers, had 65537"),
                Arguments.of(embedding(new float[] {1, Float.NaN}), "embedding must be finite, was NaN at index 1"),
                Arguments.of(
                        embedding(new float[] {Float.NEGATIVE_INFINITY}),
                        "embedding must be finite, was -Infinity at index 0"),
                Arguments.of(trajectory(new Step(0, "a", null, new double[0])), null),
                Arguments.of(
                        trajectory(new Step(-1, "a", null, new double[0])),
                        "trajectory[0].at must not be before 1970, was -1"),
                Arguments.of(
                        trajectory(new Step(0, "\uD83D", null, new double[0])),
                        "trajectory action must be Unicode text, has half a surrogate pair at index 0"),
                Arguments.of(
                        trajectory(new Step(0, "a", Double.NaN, new double[0])),
                        "trajectory[0].reward must be finite, was NaN"),
                Arguments.of(
                        trajectory(new Step(0, "a", 1.0, new double[] {1, Double.POSITIVE_INFINITY})),
                        "trajectory[0].state must be finite, was Infinity"),
                Arguments.of(prior(Double.MIN_VALUE, Double.MIN_VALUE), null),
                Arguments.of(prior(Math.nextDown(1.0), 1e6), null),
                Arguments.of(prior(0, 1), "prior.mean must be > 0 and < 1, was 0"),
                Arguments.of(prior(1, 1), "prior.mean must be > 0 and < 1, was 1"),
                Arguments.of(prior(Double.NaN, 1), "prior.mean must be > 0 and < 1, was NaN"),
                Arguments.of(prior(0.5, 0), "prior.strength must be > 0 and <= 1000000, was 0"),
                Arguments.of(prior(0.5, 1_000_000.5), "prior.strength must be > 0 and <= 1000000, was 1000000.5"),
                Arguments.of(prior(0.5, Double.NaN), "prior.strength must be > 0 and <= 1000000, was NaN"));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void shouldHoldPatternsToTheirLimits(Pattern pattern, @Nullable String detail) {
        assertThat(Rules.check(pattern)).isEqualTo(detail == null ? null : bad(detail));
    }

    private static Refusal bad(String detail) {
        return new Refusal(Reason.BAD_VALUE, detail);
    }

    private static Map<String, String> entries(int size) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            entries.put("k" + i, "v");
        }
        return entries;
    }

    private static Pattern metadata(Map<String, String> metadata) {
        return new Pattern("p", "t", "c", metadata, null, null, null, Priority.MEDIUM);
    }

    private static Pattern embedding(float[] embedding) {
        return new Pattern("p", "t", "c", Map.of(), embedding, null, null, Priority.MEDIUM);
    }

    private static Pattern trajectory(Step step) {
        return new Pattern("p", "t", "c", Map.of(), null, List.of(step), null, Priority.MEDIUM);
    }

    private static Pattern prior(double mean, double strength) {
        return new Pattern("p", "t", "c", Map.of(), null, null, new Prior(mean, strength), Priority.MEDIUM);
    }
}
