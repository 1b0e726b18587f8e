package dev.credence.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {
    @Test
    void shouldReadWhatWasWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            ByteReader in = new ByteReader(new ByteWriter(1)
                    .varint(value)
                    .zigzag(value)
                    .fixed64(value)
                    .fixed32((int) value)
                    .text("ü€😀" + value)
                    .blob(new byte[] {1, 2})
                    .toBytes());

            assertThat(in.varint()).isEqualTo(value);
            assertThat(in.zigzag()).isEqualTo(value);
            assertThat(in.fixed64()).isEqualTo(value);
            assertThat(in.fixed32()).isEqualTo((int) value);
            assertThat(in.text()).isEqualTo("ü€😀" + value);
            assertThat(in.blob()).containsExactly(1, 2);
            in.end();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "8000",
                "ff00",
                "ffffffffffffffffff02",
                "80808080808080808000",
                "ffffffffffffffffffff01"
            })
    void shouldRefuseVarintsThatNoWriterWrites(String hex) {
        ByteReader in = new ByteReader(HexFormat.of().parseHex(hex));

        assertThatThrownBy(in::varint).isInstanceOf(MalformedBytesException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ff", "02c3", "03eda080", "02c080"})
    void shouldRefuseTextThatIsNoUtf8(String hex) {
        ByteReader in = new ByteReader(HexFormat.of().parseHex(hex));

        assertThatThrownBy(in::text).isInstanceOf(MalformedBytesException.class);
    }

    @Test
    void shouldReadTheReplacementCharacterWhereItWasWritten() {
        assertThat(new ByteReader(new ByteWriter(1).text("\uFFFD").toBytes()).text())
                .isEqualTo("\uFFFD");
    }

    @Test
    void shouldRefuseLengthsThatTheInputDoesNotJustify() {
        byte[] bytes = new ByteWriter(16).varint(3).raw(new byte[5]).toBytes();

        assertThat(new ByteReader(bytes).length(1)).isEqualTo(3);
        assertThatThrownBy(() -> new ByteReader(bytes).length(2))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessage("a length of 3 with 5 bytes left");
        assertThatThrownBy(() -> new ByteReader(new ByteWriter(16).varint(-1).toBytes()).blob())
                .isInstanceOf(MalformedBytesException.class);
    }

    @Test
    void shouldRefuseFlagsAndNumbersOutOfRange() {
        assertThatThrownBy(() -> new ByteReader(new byte[] {2}).flag()).isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> new ByteReader(new ByteWriter(16).varint(-1).toBytes()).natural())
                .isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(
                        () -> new ByteReader(new ByteWriter(16).varint(1L << 31).toBytes()).naturalInt())
                .isInstanceOf(MalformedBytesException.class);
    }
}
