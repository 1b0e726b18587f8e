package dev.credence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZlibTest {
    @Test
    void shouldGiveBackWhatWasEncodedAtAnyLevel() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            byte[] original = new byte[random.nextInt(3_000)];
            for (int j = 0; j < original.length; j++) {
                original[j] = (byte) random.nextInt(1 + i);
            }
            Encoded encoded = new Zlib(i % 10).encode(original);

            assertThat(StoredBytes.decode(encoded)).isEqualTo(original);
            assertThat(encoded.bytes().length).isLessThanOrEqualTo(original.length);
            assertThat(encoded.codec() == Codec.ZLIB).isEqualTo(encoded.bytes().length < original.length);
        }
    }

    @Test
    void shouldInflateTheMostCompressibleBytes() {
        byte[] zeros = new byte[5_000_000];

        assertThat(StoredBytes.decode(new Zlib(9).encode(zeros))).isEqualTo(zeros);
    }

    @Test
    void shouldNotAllocateWhatNoStreamOfThisSizeCanHold() {
        assertThatThrownBy(() -> StoredBytes.decode(new Encoded(Codec.ZLIB, Integer.MAX_VALUE, new byte[100])))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessage("a zlib stream of 100 bytes cannot hold 2147483647");
    }

    @Test
    void shouldRefuseAnyOtherLength() {
        byte[] original = "to be or not to be, to be or not to be".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Encoded encoded = new Zlib(6).encode(original);
        byte[] longer = Arrays.copyOf(encoded.bytes(), encoded.bytes().length + 1);
        byte[] shorter = Arrays.copyOf(encoded.bytes(), encoded.bytes().length - 1);

        assertThat(encoded.codec()).isEqualTo(Codec.ZLIB);
        for (Encoded wrong : new Encoded[] {
            new Encoded(Codec.ZLIB, original.length - 1, encoded.bytes()),
            new Encoded(Codec.ZLIB, original.length + 1, encoded.bytes()),
            new Encoded(Codec.ZLIB, 0, encoded.bytes()),
            new Encoded(Codec.ZLIB, original.length, longer),
            new Encoded(Codec.ZLIB, original.length, shorter),
            new Encoded(Codec.RAW, original.length + 1, original)
        }) {
            assertThatThrownBy(() -> StoredBytes.decode(wrong)).isInstanceOf(MalformedBytesException.class);
        }
    }

    @Test
    void shouldRefuseOrInflateDamagedStreams() {
        byte[] original = new byte[2_000];
        Encoded encoded = new Zlib(6).encode(original);
        Random random = new Random(6);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = encoded.bytes().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // Some bits of a stream mean nothing; its checksum covers the rest.
                assertThat(StoredBytes.decode(new Encoded(Codec.ZLIB, original.length, bytes)))
                        .isEqualTo(original);
            } catch (MalformedBytesException refused) {
                assertThat(refused).hasMessageContaining("zlib stream");
            }
        }
    }

    @Test
    void shouldNameTheKeyWhenTheLevelIsOutOfRange() {
        assertThatThrownBy(() -> new Zlib(10)).hasMessage("codec.zlib.level must be 0 to 9, was 10");
    }
}
