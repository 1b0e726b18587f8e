package dev.credence.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
    private static final DocumentReader<Outcome> READER =
            new DocumentReader<>(LineParser.outcomes(() -> Instant.EPOCH));
    private static final String P1 = "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}";
    private static final String P2 = "{\"outcome\":\"failure\",\n \"pattern_id\":\"p2\"}";

    @Test
    void shouldReadOneObject() {
        assertThat(read(" \n" + P2 + "\n").onlyValue().patternId()).isEqualTo("p2");
    }

    @Test
    void shouldCountTheElementsOfAnArrayAsLines() {
        Collected<Outcome> read = read("[" + P1 + ",\"}\",{},17 , null,[{}]," + P2 + "]");

        assertThat(read.lines).containsExactly(1L, 7L);
        assertThat(read.errors)
                .map(LineError::toString)
                .containsExactly(
                        "line 2: must be one JSON object, starts with \"}\"",
                        "line 3: field pattern_id is missing",
                        "line 4: must be one JSON object, starts with 17",
                        "line 5: must be one JSON object, starts with null",
                        "line 6: must be one JSON object, starts with an array");
    }

    @Test
    void shouldTakeAnEmptyArrayAsNoLines() {
        Collected<Outcome> read = read("[]");

        assertThat(read.values).isEmpty();
        assertThat(read.errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``           | must be one JSON object or array, is empty
            [P1,]        | not JSON at column 42: Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            [P1          | not JSON at column 41: Unexpected end-of-input: expected close marker for Array
            P1P1         | must be one JSON object or array, has more after it; send lines as application/x-ndjson
            """)
    void shouldHandOnNothingOfADocumentThatIsNotJsonToItsEnd(String document, String detail) {
        LineError error = read(document.replace("P1", P1)).onlyError();

        assertThat(error).isEqualTo(new LineError(1, "bad-json", detail));
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        Collected<Outcome> read = new Collected<>();

        READER.read("{\"pattern_id\":\"p\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1), read);

        assertThat(read.onlyError().detail()).isEqualTo("the document is not UTF-8");
    }

    private static Collected<Outcome> read(String document) {
        Collected<Outcome> read = new Collected<>();
        READER.read(document.getBytes(UTF_8), read);
        return read;
    }
}
