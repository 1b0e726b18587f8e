package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.MalformedBytesException;
import java.util.function.Function;

/** Undoes the codecs that know of nothing but bytes. Thread-safe. */
final class StoredBytes {
    private StoredBytes() {}

    /**
     * The original bytes.
     *
     * @throws MalformedBytesException if they are damaged, or the codec is not one of bytes
     */
    static byte[] decode(Encoded encoded) {
        return switch (encoded.codec()) {
            case RAW -> plain(encoded);
            case ZLIB -> Zlib.decompress(encoded.bytes(), encoded.originalBytes());
            case ZSTD -> Zstd.decompress(encoded.bytes(), 0, encoded.originalBytes(), null);
            case ZSTD_DICTIONARY ->
                Zstd.decompress(encoded.bytes(), Dictionary.HASH_BYTES, encoded.originalBytes(), dictionary(encoded));
            case INT8, INT16, COLUMNS -> throw new MalformedBytesException(encoded.codec() + " is no codec of bytes");
        };
    }

    /**
     * What {@code read} makes of the original bytes, which are there only as long as it reads.
     *
     * @throws MalformedBytesException if they are damaged, or the codec is not one of bytes
     */
    static <T> T read(Encoded encoded, Function<ByteReader, T> read) {
        return switch (encoded.codec()) {
            case ZSTD -> Zstd.read(encoded.bytes(), 0, encoded.originalBytes(), null, read);
            case ZSTD_DICTIONARY ->
                Zstd.read(encoded.bytes(), Dictionary.HASH_BYTES, encoded.originalBytes(), dictionary(encoded), read);
            case RAW, ZLIB, INT8, INT16, COLUMNS -> read.apply(new ByteReader(decode(encoded)));
        };
    }

    private static byte[] plain(Encoded encoded) {
        if (encoded.bytes().length != encoded.originalBytes()) {
            throw new MalformedBytesException(
                    encoded.bytes().length + " plain bytes where " + encoded.originalBytes() + " were stored");
        }
        return encoded.bytes();
    }

    private static Dictionary dictionary(Encoded encoded) {
        Dictionary dictionary = encoded.dictionary();
        String wanted = encoded.dictionaryHash();
        if (wanted == null) {
            throw new MalformedBytesException("a text over a dictionary that it does not name");
        }
        if (dictionary == null || !dictionary.matches(encoded.bytes())) {
            throw new MalformedBytesException("the dictionary " + wanted + " of this text is not at hand");
        }
        return dictionary;
    }
}
