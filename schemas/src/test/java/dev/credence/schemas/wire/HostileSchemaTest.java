package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may register schemas may also mean harm. */
@Timeout(60)
class HostileSchemaTest {
    private static final String REQUIRED = """
            {"name":"pattern_id","type":"string"},
            {"name":"outcome","type":{"type":"enum","name":"Outcome","symbols":["SUCCESS","FAILURE"]}},
            {"name":"occurred_at","type":"long"}""";

    @Test
    void shouldRefuseWhenARecursiveSchemaIsNestedVeryDeeply() {
        String list = "{\"name\":\"a\",\"type\":{\"type\":\"record\",\"name\":\"L\",\"fields\":["
                + "{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}},";
        byte[] body = new byte[1 << 20];
        Arrays.fill(body, 5, body.length, (byte) 2);
        assertThat(Refusals.reason(decoder(list + REQUIRED).outcome(body))).isEqualTo("schema-mismatch");
    }

    @Test
    void shouldRefuseWhenItemsTakeNoBytes() {
        String nulls = "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},";
        byte[] body = {0, 0, 0, 0, 7, -1, -1, -1, -1, -1, -1, -1, -1, 127, 0};
        assertThat(Refusals.reason(decoder(nulls + REQUIRED).outcome(body))).isEqualTo("schema-mismatch");
    }

    @Test
    void shouldRefuseWhenASchemaUnfoldsWithoutEnd() {
        String nested = "{\"type\":\"record\",\"name\":\"R0\",\"fields\":[{\"name\":\"a\",\"type\":\"null\"}]}";
        for (int level = 1; level <= 40; level++) {
            nested = "{\"type\":\"record\",\"name\":\"R" + level + "\",\"fields\":[{\"name\":\"a\",\"type\":" + nested
                    + "},{\"name\":\"b\",\"type\":\"R" + (level - 1) + "\"}]}";
        }
        String fields = "{\"name\":\"a\",\"type\":" + nested + "}," + REQUIRED;
        assertThat(Refusals.reason(decoder(fields).outcome(new byte[64]))).isEqualTo("schema-mismatch");
    }

    @Test
    void shouldRefuseWhenTheSchemaIsNoRecordOrHasAnotherName() {
        Schema text = Schema.create(Schema.Type.STRING);
        Schema other = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"com.example.ConfidenceEvent\",\"fields\":[" + REQUIRED + "]}");
        assertThat(Refusals.reason(new EventDecoder(id -> text).outcome(new byte[9])))
                .isEqualTo("schema-mismatch");
        assertThat(Refusals.reason(new EventDecoder(id -> other).outcome(new byte[9])))
                .isEqualTo("schema-mismatch");
    }

    private static EventDecoder decoder(String fields) {
        Schema schema = AvroBytes.record("ConfidenceEvent", fields).getSchema();
        return new EventDecoder(id -> schema);
    }
}
