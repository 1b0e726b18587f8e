package dev.credence.core.codec;

import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Encodes with zlib where that makes it smaller, and not at all where it does not. Thread-safe. */
public final class Zlib {
    /** No stream inflates by more (zlib's documentation: 1032 to 1), so none may ask for more memory. */
    private static final long MAX_RATIO = 1_032;

    private final int level;

    /** @param level 0 (none) to 9 (smallest) */
    public Zlib(int level) {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("codec.zlib.level must be 0 to 9, was " + level);
        }
        this.level = level;
    }

    /** The smaller of the compressed and the plain bytes. */
    public Encoded encode(byte[] original) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(original);
            deflater.finish();
            byte[] out = new byte[original.length];
            int size = deflater.deflate(out);
            return deflater.finished() && size < original.length
                    ? new Encoded(Codec.ZLIB, original.length, Arrays.copyOf(out, size))
                    : new Encoded(Codec.RAW, original.length, original);
        } finally {
            deflater.end();
        }
    }

    /**
     * The original bytes.
     *
     * @throws MalformedBytesException if the bytes are damaged
     */
    public static byte[] decode(Encoded encoded) {
        return switch (encoded.codec()) {
            case RAW -> plain(encoded);
            case ZLIB -> inflate(encoded);
        };
    }

    private static byte[] plain(Encoded encoded) {
        if (encoded.bytes().length != encoded.originalBytes()) {
            throw new MalformedBytesException(
                    encoded.bytes().length + " plain bytes where " + encoded.originalBytes() + " were stored");
        }
        return encoded.bytes();
    }

    private static byte[] inflate(Encoded encoded) {
        if (encoded.originalBytes() > encoded.bytes().length * MAX_RATIO) {
            throw new MalformedBytesException(
                    "a zlib stream of " + encoded.bytes().length + " bytes cannot hold " + encoded.originalBytes());
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(encoded.bytes());
            byte[] original = new byte[encoded.originalBytes()];
            int size = inflater.inflate(original);
            // A stream may end exactly with the buffer and still owe its checksum, but no further byte.
            if (size == original.length && !inflater.finished()) {
                size += inflater.inflate(new byte[1]);
            }
            if (size != original.length || !inflater.finished() || inflater.getRemaining() != 0) {
                throw new MalformedBytesException(
                        "a zlib stream of " + size + " bytes where " + original.length + " were stored");
            }
            return original;
        } catch (DataFormatException damaged) {
            throw new MalformedBytesException("a damaged zlib stream: " + damaged.getMessage());
        } finally {
            inflater.end();
        }
    }
}
