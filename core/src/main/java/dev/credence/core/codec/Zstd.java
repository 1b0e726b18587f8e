package dev.credence.core.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard frames (RFC 8878) without magic number, content size, dictionary id and checksum: the row around them has all
 * of these. Thread-safe.
 */
final class Zstd {
    /** A block of 128 KiB takes at least four bytes, so no frame may ask for more memory. */
    private static final long MAX_RATIO = 1 << 15;

    private static final Pool<ZstdCompressCtx> COMPRESSORS = new Pool<>(ZstdCompressCtx::new, ZstdCompressCtx::close);
    private static final Pool<ZstdDecompressCtx> DECOMPRESSORS =
            new Pool<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

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
        if (originalBytes > (bytes.length - from) * MAX_RATIO) {
            throw new MalformedBytesException(
                    "a zstd frame of " + (bytes.length - from) + " bytes cannot hold " + originalBytes);
        }
        ZstdDecompressCtx context = DECOMPRESSORS.take();
        try {
            context.reset();
            context.setMagicless(true);
            if (dictionary != null) {
                context.loadDict(dictionary.decompressor());
            }
            byte[] original = new byte[originalBytes];
            int size = context.decompressByteArray(original, 0, originalBytes, bytes, from, bytes.length - from);
            if (size != originalBytes) {
                throw new MalformedBytesException(
                        "a zstd frame of " + size + " bytes where " + originalBytes + " were stored");
            }
            return original;
        } catch (ZstdException damaged) {
            throw new MalformedBytesException("a damaged zstd frame: " + damaged.getMessage());
        } finally {
            DECOMPRESSORS.giveBack(context);
        }
    }
}
