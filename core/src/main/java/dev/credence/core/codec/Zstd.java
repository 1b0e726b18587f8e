package dev.credence.core.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard frames (RFC 8878) without magic number, content size, dictionary id and checksum: the row around them has all
 * of these. Thread-safe.
 */
final class Zstd {
    /** A block of 128 KiB takes at least four bytes, so no frame may ask for more memory. */
    private static final long MAX_RATIO = 1 << 15;

    private static final Pool<ZstdCompressCtx> COMPRESSORS = new Pool<>(ZstdCompressCtx::new, ZstdCompressCtx::close);
    private static final Pool<Decompressor> DECOMPRESSORS = new Pool<>(Decompressor::new, Decompressor::close);

    private Zstd() {}

    /** Null if that, with {@code header} before it, is not smaller. */
    static byte @Nullable [] compress(byte[] original, int level, @Nullable Dictionary dictionary, byte[] header) {
        ZstdCompressCtx context = COMPRESSORS.take();
        try {
            context.reset();
            if (dictionary == null) {
                context.setLevel(level);
            } else {
                context.loadDict(dictionary.compressor(level));
            }
            context.setMagicless(true).setContentSize(false).setDictID(false).setChecksum(false);
            byte[] out = new byte[original.length + header.length + 64 + original.length / 128];
            int size = context.compressByteArray(
                            out, header.length, out.length - header.length, original, 0, original.length)
                    + header.length;
            System.arraycopy(header, 0, out, 0, header.length);
            return size < original.length ? Arrays.copyOf(out, size) : null;
        } finally {
            COMPRESSORS.giveBack(context);
        }
    }

    /** @throws MalformedBytesException if the frame is damaged */
    static byte[] decompress(byte[] bytes, int from, int originalBytes, @Nullable Dictionary dictionary) {
        requirePossible(bytes, from, originalBytes);
        Decompressor decompressor = DECOMPRESSORS.take();
        try {
            byte[] original = new byte[originalBytes];
            decompressor.into(original, bytes, from, originalBytes, dictionary);
            return original;
        } finally {
            DECOMPRESSORS.giveBack(decompressor);
        }
    }

    /**
     * What {@code read} makes of the original bytes, which are there only as long as it reads.
     *
     * @throws MalformedBytesException if the frame is damaged
     */
    static <T> T read(
            byte[] bytes, int from, int originalBytes, @Nullable Dictionary dictionary, Function<ByteReader, T> read) {
        requirePossible(bytes, from, originalBytes);
        Decompressor decompressor = DECOMPRESSORS.take();
        try {
            byte[] original = decompressor.scratch(originalBytes);
            decompressor.into(original, bytes, from, originalBytes, dictionary);
            return read.apply(new ByteReader(original, originalBytes));
        } finally {
            DECOMPRESSORS.giveBack(decompressor);
        }
    }

    private static void requirePossible(byte[] bytes, int from, int originalBytes) {
        if (originalBytes > (bytes.length - from) * MAX_RATIO) {
            throw new MalformedBytesException(
                    "a zstd frame of " + (bytes.length - from) + " bytes cannot hold " + originalBytes);
        }
    }

    /** A native context, and room for what is read at once. Used by one thread at a time. */
    private static final class Decompressor {
        private static final int MOST_KEPT = 1 << 16;

        private final ZstdDecompressCtx context = new ZstdDecompressCtx();
        private byte[] scratch = new byte[0];

        /** At least so many bytes, of whatever content. */
        byte[] scratch(int size) {
            if (size > MOST_KEPT) {
                return new byte[size];
            }
            if (size > scratch.length) {
                scratch = new byte[Math.max(1024, Integer.highestOneBit(size) * 2)];
            }
            return scratch;
        }

        void into(byte[] original, byte[] bytes, int from, int originalBytes, @Nullable Dictionary dictionary) {
            try {
                context.reset();
                context.setMagicless(true);
                if (dictionary != null) {
                    context.loadDict(dictionary.decompressor());
                }
                int size = context.decompressByteArray(original, 0, originalBytes, bytes, from, bytes.length - from);
                if (size != originalBytes) {
                    throw new MalformedBytesException(
                            "a zstd frame of " + size + " bytes where " + originalBytes + " were stored");
                }
            } catch (ZstdException damaged) {
                throw new MalformedBytesException("a damaged zstd frame: " + damaged.getMessage());
            }
        }

        void close() {
            context.close();
        }
    }
}
