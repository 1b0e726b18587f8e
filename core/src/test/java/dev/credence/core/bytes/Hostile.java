package dev.credence.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;

/** Damaged bytes, seeded, and what every decoder must make of them: a refusal, or a value with exactly these bytes. */
public final class Hostile {
    private static final int ROUNDS = 1_500;

    private Hostile() {}

    /** Asserts that {@code decode} is total around {@code valid}, and accepts nothing that {@code encode} would not write. */
    public static <T> void assertTotal(byte[] valid, Function<byte[], T> decode, Function<T, byte[]> encode) {
        for (int length = 0; length < valid.length; length++) {
            assertRefusedOrCanonical(Arrays.copyOf(valid, length), decode, encode);
        }
        assertRefusedOrCanonical(Arrays.copyOf(valid, valid.length + 1), decode, encode);
        Random random = new Random(valid.length);
        for (int i = 0; i < ROUNDS; i++) {
            assertRefusedOrCanonical(mutated(valid, random), decode, encode);
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = valid[0];
            }
            assertRefusedOrCanonical(noise, decode, encode);
        }
    }

    private static <T> void assertRefusedOrCanonical(
            byte[] bytes, Function<byte[], T> decode, Function<T, byte[]> encode) {
        T value;
        try {
            value = decode.apply(bytes);
        } catch (MalformedBytesException refused) {
            return;
        }
        assertThat(Arrays.equals(encode.apply(value), bytes))
                .as(() -> HexFormat.of().formatHex(bytes) + " was read as " + value)
                .isTrue();
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) (bytes[at] ^ (1 << random.nextInt(8)));
                case 1 -> (byte) 0xFF;
                case 2 -> 0;
                default -> (byte) random.nextInt();
            };
        }
        return bytes;
    }
}
