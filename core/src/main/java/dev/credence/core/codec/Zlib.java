package dev.credence.core.codec;

import dev.credence.core.bytes.MalformedBytesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** RFC 1950. Thread-safe. */
public final class Zlib {
    /** No stream inflates by more (zlib's documentation: 1032 to 1), so none may ask for more memory. */
    private static final long MAX_RATIO = 1_032;

    private static final Pool<Inflater> INFLATERS = new Pool<>(Inflater::new, Inflater::end);
    private static final List<Pool<Deflater>> DEFLATERS = deflaters();

    private final Pool<Deflater> deflaters;

    /** @param level 0 (none) to 9 (smallest) */
    public Zlib(int level) {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("codec.zlib.level must be 0 to 9, was " + level);
        }
        this.deflaters = DEFLATERS.get(level);
    }

    /** The smaller of the compressed and the plain bytes. */
    public Encoded encode(byte[] original) {
        byte[] compressed = compress(original);
        return compressed == null
                ? new Encoded(Codec.RAW, original.length, original)
                : new Encoded(Codec.ZLIB, original.length, compressed);
    }

    /** Null if that is not smaller. */
    byte @Nullable [] compress(byte[] original) {
        Deflater deflater = deflaters.take();
        try {
            deflater.reset();
            deflater.setInput(original);
            deflater.finish();
            byte[] out = new byte[original.length];
            int size = deflater.deflate(out);
            return deflater.finished() && size < original.length ? Arrays.copyOf(out, size) : null;
        } finally {
            deflaters.giveBack(deflater);
        }
    }

    /** @throws MalformedBytesException if the stream is damaged */
    static byte[] decompress(byte[] bytes, int originalBytes) {
        if (originalBytes > bytes.length * MAX_RATIO) {
            throw new MalformedBytesException(
                    "a zlib stream of " + bytes.length + " bytes cannot hold " + originalBytes);
        }
        Inflater inflater = INFLATERS.take();
        try {
            inflater.reset();
            inflater.setInput(bytes);
            byte[] original = new byte[originalBytes];
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
            INFLATERS.giveBack(inflater);
        }
    }

    private static List<Pool<Deflater>> deflaters() {
        List<Pool<Deflater>> pools = new ArrayList<>();
        for (int level = 0; level <= 9; level++) {
            int own = level;
            pools.add(new Pool<>(() -> new Deflater(own), Deflater::end));
        }
        return List.copyOf(pools);
    }
}
