package dev.credence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
    @Test
    void shouldTakeAQuarterWhenTheVectorIsAnEmbedding() {
        float[] vector = gaussian(768, 1);
        Encoded part = Vectors.encode(vector, VectorWidth.INT8);

        assertThat(part.codec()).isEqualTo(Codec.INT8);
        assertThat(part.storedBytes()).isEqualTo(8 + 768);
        assertThat(part.ratio()).isBetween(3.9, 4.0);
        assertThat(Vectors.cosineError(vector, Vectors.decode(part))).isLessThan(1e-4);
    }

    @Test
    void shouldBeWithinAStepOfEveryNumber() {
        for (int seed = 0; seed < 200; seed++) {
            float[] vector = gaussian(1 + seed, seed);
            for (Codec codec : new Codec[] {Codec.INT8, Codec.INT16}) {
                float[] back = Vectors.decode(Vectors.encode(vector, codec));
                double step = range(vector) / (codec == Codec.INT8 ? 255 : 65_535);
                for (int i = 0; i < vector.length; i++) {
                    assertThat((double) back[i])
                            .isBetween(vector[i] - step * 0.501 - 1e-6, vector[i] + step * 0.501 + 1e-6);
                }
            }
        }
    }

    @Test
    void shouldTakeTheWiderFormWhenTheNarrowOneIsOutsideItsBound() {
        float[] spiked = gaussian(4096, 3);
        spiked[7] = 100;
        Encoded wider = Vectors.encode(spiked, VectorWidth.INT8);
        float[] hopeless = gaussian(512, 4);
        hopeless[7] = 1e30f;
        hopeless[8] = -1e30f;
        float[] tiny = {1, Float.MIN_VALUE};

        assertThat(Vectors.cosineError(spiked, Vectors.decode(Vectors.encode(spiked, Codec.INT8))))
                .isGreaterThan(Vectors.INT8_BOUND);
        assertThat(wider.codec()).isEqualTo(Codec.INT16);
        assertThat(Vectors.cosineError(spiked, Vectors.decode(wider))).isLessThanOrEqualTo(Vectors.INT16_BOUND);
        assertThat(Vectors.decode(Vectors.encode(hopeless, VectorWidth.INT16))).hasSize(512);
        assertThat(Vectors.decode(Vectors.encode(tiny, VectorWidth.INT8))).hasSize(2);
    }

    @Test
    void shouldKeepEveryBitWhenTheWidthIsRaw() {
        float[] vector = {-0.0f, Float.MIN_VALUE, -Float.MAX_VALUE, 1e-40f, 3};
        Encoded part = Vectors.encode(vector, VectorWidth.RAW);

        assertThat(part.codec().isLossy()).isFalse();
        assertThat(bits(Vectors.decode(part))).isEqualTo(bits(vector));
    }

    @Test
    void shouldHoldVectorsOfOneNumberManyTimes() {
        for (float value : new float[] {0, 1, -3.5f, Float.MIN_VALUE, Float.MAX_VALUE}) {
            float[] vector = new float[64];
            Arrays.fill(vector, value);
            assertThat(Vectors.decode(Vectors.encode(vector, VectorWidth.INT8))).isEqualTo(vector);
        }
        float[] widest = {-Float.MAX_VALUE, Float.MAX_VALUE, 0};
        assertThat(Vectors.cosineError(widest, Vectors.decode(Vectors.encode(widest, VectorWidth.INT8))))
                .isLessThanOrEqualTo(Vectors.INT8_BOUND);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldRefuseWhatIsNotFinite(float value) {
        assertThatThrownBy(() -> Vectors.encode(new float[] {1, value}, VectorWidth.INT8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("embedding must be finite, was " + value + " at index 1");
    }

    @Test
    void shouldReadVectorsOfEveryFormThatWasEverWritten() {
        HexFormat hex = HexFormat.of();
        assertThat(Vectors.decode(new Encoded(Codec.INT8, 12, hex.parseHex("bf8000003f80000000ff80"))))
                .containsExactly(-1, 1, 0.003921569f);
        assertThat(Vectors.decode(new Encoded(Codec.INT16, 8, hex.parseHex("bf8000003f8000000000ffff"))))
                .containsExactly(-1, 1);
        assertThat(Vectors.decode(new Encoded(Codec.RAW, 8, hex.parseHex("bf8000003f800000"))))
                .containsExactly(-1, 1);
    }

    @Test
    void shouldRefuseDamagedVectors() {
        HexFormat hex = HexFormat.of();
        for (Encoded wrong : new Encoded[] {
            new Encoded(Codec.INT8, 4, hex.parseHex("bf8000003f80000000ff80")),
            new Encoded(Codec.INT16, 12, hex.parseHex("bf8000003f80000000ff80")),
            new Encoded(Codec.INT8, 0, hex.parseHex("bf80")),
            new Encoded(Codec.INT8, 4, hex.parseHex("7fc000003f80000000")),
            new Encoded(Codec.INT8, 4, hex.parseHex("3f800000bf80000000")),
            new Encoded(Codec.COLUMNS, 4, hex.parseHex("3f800000"))
        }) {
            assertThatThrownBy(() -> Vectors.decode(wrong)).isInstanceOf(MalformedBytesException.class);
        }
    }

    private static double range(float[] vector) {
        double least = vector[0];
        double greatest = vector[0];
        for (float value : vector) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return greatest - least;
    }

    private static int[] bits(float[] vector) {
        int[] bits = new int[vector.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector[i]);
        }
        return bits;
    }

    private static float[] gaussian(int length, long seed) {
        Random random = new Random(seed);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
