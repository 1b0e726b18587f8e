package dev.credence.query.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldReadBackTheSameTextWhateverItsCharacters() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            if (random.nextBoolean()) {
                text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            }
            String written = text.toString();
            // A round trip through UTF-16 puts U+FFFD for half pairs, as the writer does.
            String expected = new String(written.getBytes(UTF_16), UTF_16);

            JsonNode read = JSON.readTree(new JsonBytes(0)
                    .beginObject()
                    .name(written)
                    .text(written)
                    .endObject()
                    .toBytes());

            assertThat(read.fieldNames().next()).isEqualTo(expected);
            assertThat(read.elements().next().textValue()).isEqualTo(expected);
        }
    }

    @Test
    void shouldReplaceHalfASurrogatePair() {
        byte[] bytes = new JsonBytes(0).text("a\ud83dz\ude00\ud83d\ude00").toBytes();

        assertThat(new String(bytes, UTF_8)).isEqualTo("\"a\ufffdz\ufffd\ud83d\ude00\"");
    }

    @Test
    void shouldEscapeWhatWouldEndOrBreakAString() {
        byte[] bytes = new JsonBytes(0).text("\"\\\n\r\t\u0000\u001f/\u007f").toBytes();

        assertThat(new String(bytes, UTF_8)).isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f/\u007f\"");
    }

    @Test
    void shouldReadBackTheSameBitsWhateverTheDouble() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double expected = i % 2 == 0 ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            JsonNode read = JSON.readTree(new JsonBytes(0).number(expected).toBytes());
            if (Double.isFinite(expected)) {
                assertThat(Double.parseDouble(read.asText())).isEqualTo(expected);
            } else {
                assertThat(read.isNull()).isTrue();
            }
        }
    }

    @Test
    void shouldWriteTheShortestDecimalOfADouble() {
        assertThat(text(new JsonBytes(0).number(0.1))).isEqualTo("0.1");
        assertThat(text(new JsonBytes(0).number(2.0E-3))).isEqualTo("0.002");
        // Double.toString of JDK 17 writes 1.9999999999999998E23.
        assertThat(text(new JsonBytes(0).number(Double.parseDouble("2e23")))).isEqualTo("2.0E23");
        assertThat(text(new JsonBytes(0).number(0.3f))).isEqualTo("0.3");
    }

    @Test
    void shouldSeparateValuesAndNestContainers() {
        JsonBytes json = new JsonBytes(0).beginObject();
        json.name("a")
                .beginArray()
                .number(1)
                .number(2)
                .beginObject()
                .endObject()
                .endArray();
        json.name("b").nothing();
        json.name("c").bool(true);
        json.name("d").instant(-1);
        json.name("e").instant(1_767_323_045_006L);

        assertThat(text(json.endObject()))
                .isEqualTo("{\"a\":[1,2,{}],\"b\":null,\"c\":true,\"d\":null,\"e\":\"2026-01-02T03:04:05.006Z\"}");
    }

    private static String text(JsonBytes json) {
        return new String(json.toBytes(), UTF_8);
    }
}
