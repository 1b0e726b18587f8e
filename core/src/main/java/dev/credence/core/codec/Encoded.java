package dev.credence.core.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as stored.
 *
 * @param originalBytes their size before encoding
 * @param bytes owned by the record: do not change them
 */
public record Encoded(Codec codec, int originalBytes, byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Encoded that
                && codec == that.codec
                && originalBytes == that.originalBytes
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * codec.hashCode() + originalBytes) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Encoded[" + codec + ", " + originalBytes + " -> " + bytes.length + " bytes]";
    }
}
