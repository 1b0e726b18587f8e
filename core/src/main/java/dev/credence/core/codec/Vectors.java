package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;

/**
 * Vectors of floats: quantised between the vector's own least and greatest number, or as they are. A quantised vector is
 * kept only if its cosine error, one minus the cosine between original and decoded, is within {@link #bound}; else the
 * next wider form is taken. Thread-safe.
 */
public final class Vectors {
    /** Most that {@link Codec#INT8} may turn a vector: 1 - cosine. */
    public static final double INT8_BOUND = 1e-4;

    /** Most that {@link Codec#INT16} may turn a vector: 1 - cosine. */
    public static final double INT16_BOUND = 1e-7;

    private static final int SHORTEST = 8;
    private static final int RANGE_BYTES = 2 * Float.BYTES;
    private static final Zlib PLAIN = new Zlib(6);

    private Vectors() {}

    /**
     * The narrowest form within its bound, no narrower than {@code width}; fewer than eight numbers stay as they are, where
     * there is little to save.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public static Encoded encode(float[] vector, VectorWidth width) {
        requireFinite(vector);
        if (width == VectorWidth.INT8 && vector.length >= SHORTEST) {
            Encoded narrow = quantised(vector, Codec.INT8);
            if (isWithinBound(vector, narrow)) {
                return narrow;
            }
        }
        if (width != VectorWidth.RAW && vector.length >= SHORTEST) {
            Encoded wide = quantised(vector, Codec.INT16);
            if (isWithinBound(vector, wide)) {
                return wide;
            }
        }
        return PLAIN.encode(plainBytes(vector));
    }

    /**
     * What {@code codec} makes of the vector, whatever is lost; the same bits for the same vector, always.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public static Encoded encode(float[] vector, Codec codec) {
        requireFinite(vector);
        return codec.isLossy() ? quantised(vector, codec) : PLAIN.encode(plainBytes(vector));
    }

    /** @throws MalformedBytesException if the bytes are damaged */
    public static float[] decode(Encoded part) {
        return part.codec().isLossy() ? dequantised(part) : plain(StoredBytes.decode(part));
    }

    /** One minus the cosine between two vectors, at least 0; 1 if either has no direction, unless they are equal. */
    public static double cosineError(float[] one, float[] other) {
        double dot = 0;
        double ones = 0;
        double others = 0;
        boolean equal = true;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            ones += (double) one[i] * one[i];
            others += (double) other[i] * other[i];
            equal &= one[i] == other[i];
        }
        if (equal) {
            return 0;
        }
        double error = 1 - dot / (Math.sqrt(ones) * Math.sqrt(others));
        return error >= 0 ? error : error < 0 ? 0 : 1;
    }

    /** The most that {@code codec} may turn a vector: 1 - cosine. */
    public static double bound(Codec codec) {
        return switch (codec) {
            case INT8 -> INT8_BOUND;
            case INT16 -> INT16_BOUND;
            case RAW, ZLIB, ZSTD, ZSTD_DICTIONARY, COLUMNS -> 0;
        };
    }

    private static boolean isWithinBound(float[] vector, Encoded part) {
        return cosineError(vector, dequantised(part)) <= bound(part.codec());
    }

    private static Encoded quantised(float[] vector, Codec codec) {
        float least = vector.length == 0 ? 0 : vector[0];
        float greatest = least;
        for (float value : vector) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        int bytesEach = bytesEach(codec);
        int steps = steps(codec);
        double range = (double) greatest - least;
        double scale = range == 0 ? 0 : steps / range;
        byte[] bytes = new byte[RANGE_BYTES + vector.length * bytesEach];
        writeRange(bytes, least, greatest);
        int at = RANGE_BYTES;
        for (float value : vector) {
            int step = Math.min(steps, (int) (((double) value - least) * scale + 0.5));
            if (bytesEach == 2) {
                bytes[at++] = (byte) (step >>> 8);
            }
            bytes[at++] = (byte) step;
        }
        return new Encoded(codec, vector.length * Float.BYTES, bytes);
    }

    private static float[] dequantised(Encoded part) {
        int bytesEach = bytesEach(part.codec());
        byte[] bytes = part.bytes();
        int length = (bytes.length - RANGE_BYTES) / bytesEach;
        if (bytes.length < RANGE_BYTES
                || length * bytesEach != bytes.length - RANGE_BYTES
                || part.originalBytes() != length * Float.BYTES) {
            throw new MalformedBytesException(
                    "a quantised vector of " + bytes.length + " bytes where " + part.originalBytes() + " were stored");
        }
        ByteReader in = new ByteReader(bytes);
        double least = Float.intBitsToFloat(in.fixed32());
        double greatest = Float.intBitsToFloat(in.fixed32());
        if (!(least <= greatest) || Double.isInfinite(least) || Double.isInfinite(greatest)) {
            throw new MalformedBytesException("a vector between " + least + " and " + greatest);
        }
        double step = (greatest - least) / steps(part.codec());
        float[] vector = new float[length];
        for (int i = 0, at = RANGE_BYTES; i < length; i++, at += bytesEach) {
            int steps = bytesEach == 1 ? bytes[at] & 0xFF : (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
            vector[i] = (float) (least + steps * step);
        }
        return vector;
    }

    private static int bytesEach(Codec codec) {
        return codec == Codec.INT8 ? 1 : 2;
    }

    private static int steps(Codec codec) {
        return codec == Codec.INT8 ? 255 : 65_535;
    }

    private static void writeRange(byte[] bytes, float least, float greatest) {
        byte[] range = new ByteWriter(RANGE_BYTES)
                .fixed32(Float.floatToRawIntBits(least))
                .fixed32(Float.floatToRawIntBits(greatest))
                .toBytes();
        System.arraycopy(range, 0, bytes, 0, RANGE_BYTES);
    }

    private static byte[] plainBytes(float[] vector) {
        ByteWriter out = new ByteWriter(vector.length * Float.BYTES);
        for (float value : vector) {
            out.fixed32(Float.floatToRawIntBits(value));
        }
        return out.toBytes();
    }

    private static float[] plain(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        float[] vector = new float[in.remaining() / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(in.fixed32());
        }
        in.end();
        return vector;
    }

    private static void requireFinite(float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException("embedding must be finite, was " + vector[i] + " at index " + i);
            }
        }
    }
}
