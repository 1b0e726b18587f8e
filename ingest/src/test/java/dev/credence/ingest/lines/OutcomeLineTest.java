package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeLineTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final LineParser<Outcome> PARSER = LineParser.outcomes(() -> NOW);

    @Test
    void shouldReadEveryField() {
        String line = """
                {"pattern_id":"p1","outcome":"failure","weight":2.5,"occurred_at":"2026-01-02T03:04:05Z",\
                "event_id":"e-1","source":"agent-7","priority":"critical"}""";

        assertThat(Collected.of(PARSER, line).onlyValue())
                .isEqualTo(new Outcome(
                        "p1",
                        Result.FAILURE,
                        2.5,
                        Instant.parse("2026-01-02T03:04:05Z").toEpochMilli(),
                        "e-1",
                        "agent-7",
                        Priority.CRITICAL));
    }

    @Test
    void shouldUseDefaultsAndTheClockWhenFieldsAreMissing() {
        assertThat(Collected.of(PARSER, "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}")
                        .onlyValue())
                .isEqualTo(Outcome.of("p1", Result.SUCCESS, NOW.toEpochMilli()));
    }

    @Test
    void shouldReadIntegerMillisecondsNullLabelsAndAnyCase() {
        String line = "{\"priority\":\"High\",\"event_id\":null,\"source\":null,\"occurred_at\":0,"
                + "\"outcome\":\"FAILURE\",\"pattern_id\":\"p1\",\"weight\":1000}";

        assertThat(Collected.of(PARSER, line).onlyValue())
                .isEqualTo(new Outcome("p1", Result.FAILURE, 1000, 0, null, null, Priority.HIGH));
    }

    @Test
    void shouldReadTheTraceThatALineNames() {
        String line = "{\"pattern_id\":\"p1\",\"outcome\":\"success\",\"traceparent\":%s}\n";
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Collected<Outcome> read = Collected.of(PARSER, line.formatted('"' + trace + '"') + line.formatted("null"));

        assertThat(read.traces).containsExactly(Optional.of(trace), Optional.empty());
        assertThat(read.errors).isEmpty();
        assertThat(Collected.of(PARSER, line.formatted("\"00-1\\n2\""))
                        .onlyError()
                        .detail())
                .startsWith("traceparent must be a W3C trace context, such as 00-")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "weight":-1                          | bad-weight | weight must be > 0 and <= 1000, was -1
            "weight":0                           | bad-weight | weight must be > 0 and <= 1000, was 0
            "weight":1000.5                      | bad-weight | weight must be > 0 and <= 1000, was 1000.5
            "weight":1e999                       | bad-weight | weight must be > 0 and <= 1000, was Infinity
            "weight":"1"                         | bad-weight | weight must be a number, was "1"
            "weight":null                        | bad-weight | weight must be a number, was null
            "wieght":1                           | bad-value  | unknown field "wieght", did you mean weight?
            "id":"p1"                            | bad-value  | unknown field "id", did you mean pattern_id?
            "time":1                             | bad-value  | unknown field "time", did you mean outcome?
            "pattern_id":"p2"                    | bad-value  | field pattern_id stands twice
            "source":7                           | bad-value  | source must be a string, was 7
            "source":{}                          | bad-value  | source must be a string, was an object
            "event_id":["e"]                     | bad-value  | event_id must be a string, was an array
            "event_id":true                      | bad-value  | event_id must be a string, was true
            "source":"\\ud800x"                  | bad-value  | source holds half of a surrogate pair, which UTF-8 cannot hold
            "priority":"urgent"                  | bad-value  | priority must be one of critical, high, medium, low, was "urgent"
            "priority":null                      | bad-value  | priority must be one of critical, high, medium, low, was null
            "occurred_at":-1                     | bad-time   | occurred_at must not be before 1970, was -1
            "occurred_at":1.5                    | bad-time   | occurred_at must be RFC 3339, such as 2026-01-02T03:04:05Z, or integer milliseconds, was 1.5
            "occurred_at":"yesterday"            | bad-time   | occurred_at must be RFC 3339, such as 2026-01-02T03:04:05Z, or integer milliseconds, was "yesterday"
            "occurred_at":99999999999999999999   | bad-time   | occurred_at must be milliseconds of 64 bits, was 99999999999999999999
            "occurred_at":"2026-02-01T00:05:00.001Z" | bad-time | occurred_at must be at most 5 min after the time here 2026-02-01T00:00:00Z, was 2026-02-01T00:05:00.001Z
            """)
    void shouldSayWhatIsWrongWhenOneFieldIs(String field, String code, String detail) {
        LineError error = Collected.of(PARSER, "{\"pattern_id\":\"p1\",\"outcome\":\"success\"," + field + "}")
                .onlyError();

        assertThat(error.detail()).isEqualTo(detail);
        assertThat(error.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"outcome":"success"}                      | bad-id    | field pattern_id is missing
            {"pattern_id":"p1"}                        | bad-value | field outcome is missing
            {"pattern_id":"","outcome":"success"}      | bad-id    | id must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was ""
            {"pattern_id":"a/b","outcome":"success"}   | bad-id    | id must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was "a/b"
            {"pattern_id":7,"outcome":"success"}       | bad-id    | pattern_id must be a string, was 7
            {"pattern_id":"p1","outcome":"maybe"}      | bad-value | outcome must be one of success, failure, was "maybe"
            {"pattern_id":"p1","outcome":1}            | bad-value | outcome must be one of success, failure, was 1
            []                                         | bad-json  | must be one JSON object, starts with an array
            17                                         | bad-json  | must be one JSON object, starts with 17
            {"pattern_id":"p1","outcome":"success"} {} | bad-json  | must be one JSON object, has more after it
            {"pattern_id":"p1"                         | bad-json  | not JSON at column 19: Unexpected end-of-input: expected close marker for Object
            {pattern_id:"p1"}                          | bad-json  | not JSON at column 2: Unexpected character ('p' (code 112)): was expecting double-quote to start field name
            """)
    void shouldSayWhatIsWrongWhenTheLineIs(String line, String code, String detail) {
        LineError error = Collected.of(PARSER, line).onlyError();

        assertThat(error.detail()).isEqualTo(detail);
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void shouldNameTheLineInTheTextOfAnError() {
        assertThat(new LineError(17, "bad-weight", "weight must be > 0 and <= 1000, was -1"))
                .hasToString("line 17: weight must be > 0 and <= 1000, was -1");
    }
}
