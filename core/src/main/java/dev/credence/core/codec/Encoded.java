package dev.credence.core.codec;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A part as stored.
 *
 * @param originalBytes its size before encoding
 * @param bytes owned by the record: do not change them
 * @param dictionary that decodes the bytes, where the codec needs one and it was found; lies elsewhere, so it is no part
 *     of what makes two parts equal
 */
public record Encoded(
        Codec codec,
        int originalBytes,
        byte[] bytes,
        @Nullable Dictionary dictionary) {

    // Not compact: javac leaves the annotation of an array's neighbours out of a compact constructor's parameters.
    public Encoded(Codec codec, int originalBytes, byte[] bytes, @Nullable Dictionary dictionary) {
        this.codec = codec;
        this.originalBytes = originalBytes;
        this.bytes = bytes;
        this.dictionary = dictionary;
    }

    /** A part whose dictionary, if it needs one, is not at hand. */
    public Encoded(Codec codec, int originalBytes, byte[] bytes) {
        this(codec, originalBytes, bytes, null);
    }

    public int storedBytes() {
        return bytes.length;
    }

    /** Original over stored size; 1 if nothing is stored. */
    public double ratio() {
        return bytes.length == 0 ? 1 : (double) originalBytes / bytes.length;
    }

    /** Which dictionary of its type the part needs; null: none. */
    public @Nullable String dictionaryHash() {
        return codec == Codec.ZSTD_DICTIONARY && bytes.length >= Dictionary.HASH_BYTES
                ? HexFormat.of().formatHex(bytes, 0, Dictionary.HASH_BYTES)
                : null;
    }

    /** The same bytes kept elsewhere. */
    public Encoded withBytes(byte[] other) {
        return new Encoded(codec, originalBytes, other, dictionary);
    }

    /** The same with its dictionary at hand. */
    public Encoded with(@Nullable Dictionary found) {
        return new Encoded(codec, originalBytes, bytes, found);
    }

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
