package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternLineTest {
    private static final LineParser<Pattern> PARSER = LineParser.patterns();

    @Test
    void shouldReadEveryField() {
        String line = """
                {"id":"p1","type":"strategy","content":"text…","metadata":{"k":"v","a":""},"embedding":[0.1,-2,3e-3],\
                "trajectory":[{"at":1760000000000,"action":"edit","reward":0.5,"state":[1.0,2.5]},\
                {"at":"1970-01-01T00:00:01Z","action":""}],"prior":{"mean":0.6,"strength":4},"priority":"low"}""";

        assertThat(Collected.of(PARSER, line).onlyValue())
                .isEqualTo(new Pattern(
                        "p1",
                        "strategy",
                        "text…",
                        Map.of("k", "v", "a", ""),
                        new float[] {0.1f, -2f, 0.003f},
                        List.of(
                                new Step(1_760_000_000_000L, "edit", 0.5, new double[] {1.0, 2.5}),
                                new Step(1000, "", null, new double[0])),
                        new Prior(0.6, 4),
                        Priority.LOW));
    }

    @Test
    void shouldUseDefaultsWhenOptionalFieldsAreMissingOrNull() {
        Pattern bare = Pattern.ofText("p1", "t", "");

        assertThat(Collected.of(PARSER, "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"\"}")
                        .onlyValue())
                .isEqualTo(bare);
        assertThat(Collected.of(
                                PARSER,
                                "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"\",\"embedding\":null,"
                                        + "\"trajectory\":null,\"prior\":null}")
                        .onlyValue())
                .isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "embeding":[1]                  | unknown field "embeding", did you mean embedding?
            "confidence":0.5                | unknown field "confidence", did you mean content?
            "id":"p1"                       | field id stands twice
            "metadata":[]                   | metadata must be an object of strings, was an array
            "metadata":{"k":1}              | metadata.k must be a string, was 1
            "metadata":{"k":"a","k":"b"}    | field metadata.k stands twice
            "embedding":{}                  | embedding must be an array of numbers, was an object
            "embedding":[]                  | embedding must have 1 to 65536 numbers, had 0
            "embedding":[1,"2"]             | embedding must be a number, was "2"
            "embedding":[1,[2]]             | embedding must be a number, was an array
            "embedding":[0,1e39]            | embedding must be finite, was Infinity at index 1
            "prior":0.5                     | prior must be an object of mean and strength, was 0.5
            "prior":{"mean":0.5}            | field prior.strength is missing
            "prior":{"mean":1,"strength":1} | prior.mean must be > 0 and < 1, was 1
            "prior":{"mean":0.5,"strength":0}        | prior.strength must be > 0 and <= 1000000, was 0
            "prior":{"mean":0.5,"strenght":1}        | unknown field "prior.strenght", did you mean prior.strength?
            "prior":{"mean":0.5,"mean":0.5}          | field prior.mean stands twice
            "trajectory":"long"                      | trajectory must be an array of steps, was "long"
            "trajectory":[7]                         | trajectory[0] must be an object of at, action, reward and state, was 7
            "trajectory":[{"at":1}]                  | field trajectory[0].action is missing
            "trajectory":[{"action":"a"}]            | field trajectory[0].at is missing
            "trajectory":[{"at":-1,"action":"a"}]    | trajectory[0].at must not be before 1970, was -1
            "trajectory":[{"at":1,"action":"a","reward":"x"}] | trajectory[0].reward must be a number, was "x"
            "trajectory":[{"at":1,"action":"a","state":1}]    | trajectory[0].state must be an array of numbers, was 1
            "trajectory":[{"at":1,"action":"a","state":[null]}] | trajectory[0].state must be a number, was null
            "trajectory":[{"at":1,"act":"a"}]        | unknown field "trajectory[0].act", did you mean trajectory[0].at?
            """)
    void shouldSayWhatIsWrongWhenOneFieldIs(String field, String detail) {
        LineError error = Collected.of(PARSER, "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"c\"," + field + "}")
                .onlyError();

        assertThat(error.detail()).isEqualTo(detail);
        assertThat(error.code()).isEqualTo("bad-value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"metadata":{"\\ud800":"a"}}                | bad-json  | not JSON at column 21: Broken surrogate pair in field name: expected '\\' to start low surrogate, got 0x22
            {"type":"t","content":"c"}                  | bad-id    | field id is missing
            {"id":"p1","content":"c"}                   | bad-value | field type is missing
            {"id":"p1","type":"t"}                      | bad-value | field content is missing
            {"id":"p1","type":"t","content":null}       | bad-value | content must be a string, was null
            {"id":"p1","type":"","content":"c"}         | bad-value | type must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was ""
            {"id":"-","type":"t","content":"c"}         | bad-id    | id must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was "-"
            """)
    void shouldSayWhatIsWrongWhenTheLineIs(String line, String code, String detail) {
        LineError error = Collected.of(PARSER, line).onlyError();

        assertThat(error.detail()).isEqualTo(detail);
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void shouldRefuseAnEmbeddingThatIsTooLongWithoutKeepingIt() {
        String numbers = "1,".repeat(1_000_000) + "1";

        assertThat(Collected.of(
                                PARSER,
                                "{\"id\":\"p1\",\"type\":\"t\",\"content\":\"c\",\"embedding\":[" + numbers + "]}")
                        .onlyError()
                        .detail())
                .isEqualTo("embedding must have 1 to 65536 numbers, had 65537");
    }
}
