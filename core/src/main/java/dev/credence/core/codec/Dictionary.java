package dev.credence.core.codec;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What texts of one type have in common, trained on some of them. Never changes: a better one is another one, and rows
 * keep saying which one they were written with. Immutable; thread-safe.
 */
public final class Dictionary {
    /** How much of the SHA-256 names a dictionary among those of its type. */
    static final int HASH_BYTES = 6;

    private static final String KEY = "!dict/";
    private static final int VERSION = 1;
    private static final int LEVEL = 19;

    private final String type;
    private final byte[] content;
    private final byte[] hash;
    private @Nullable ZstdDictDecompress decompressor;
    private final Map<Integer, ZstdDictCompress> compressors = new HashMap<>();

    /** @param content owned by the dictionary: do not change it */
    public Dictionary(String type, byte[] content) {
        this.type = type;
        this.content = content;
        this.hash = Arrays.copyOf(sha256().digest(content), HASH_BYTES);
    }

    public String type() {
        return type;
    }

    /** The part of its name that differs between dictionaries of one type, in hexadecimal. */
    public String hash() {
        return HexFormat.of().formatHex(hash);
    }

    /** The key of its record, which no pattern's id can be: {@code !dict/<type>/<hash>}. */
    public String key() {
        return key(type, hash());
    }

    public static String key(String type, String hash) {
        return KEY + type + "/" + hash;
    }

    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    /** Size of what was trained. */
    public int size() {
        return content.length;
    }

    /** As a record's value: a version byte, then the content, compressed. */
    public byte[] encode() {
        byte[] compressed = Zstd.compress(content, LEVEL, null, new byte[0]);
        ByteWriter out = new ByteWriter(content.length + 16).u8(VERSION);
        out.u8((compressed == null ? Codec.RAW : Codec.ZSTD).number()).varint(content.length);
        return out.blob(compressed == null ? content : compressed).toBytes();
    }

    /**
     * The dictionary of a record.
     *
     * @throws MalformedBytesException if the value is damaged, of a newer version, or not the one that the key names
     */
    public static Dictionary decode(String key, byte[] value) {
        ByteReader in = new ByteReader(value);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedBytesException(
                    "dictionary of format " + version + "; this build reads format " + VERSION);
        }
        int codec = in.u8();
        int size = in.naturalInt();
        byte[] stored = in.blob();
        in.end();
        if (codec != Codec.RAW.number() && codec != Codec.ZSTD.number()) {
            throw new MalformedBytesException("dictionary with unknown codec " + codec);
        }
        byte[] content =
                StoredBytes.decode(new Encoded(codec == Codec.RAW.number() ? Codec.RAW : Codec.ZSTD, size, stored));
        int slash = key.lastIndexOf('/');
        if (!isKey(key) || slash < KEY.length()) {
            throw new MalformedBytesException("the key of a dictionary is !dict/TYPE/HASH, was " + key);
        }
        Dictionary dictionary = new Dictionary(key.substring(KEY.length(), slash), content);
        if (!dictionary.key().equals(key)) {
            throw new MalformedBytesException("dictionary " + dictionary.hash() + " under the key " + key);
        }
        return dictionary;
    }

    byte[] header() {
        return hash;
    }

    boolean matches(byte[] bytes) {
        return bytes.length >= HASH_BYTES && Arrays.equals(hash, 0, HASH_BYTES, bytes, 0, HASH_BYTES);
    }

    /** Made on first use; native memory that goes with this object. */
    synchronized ZstdDictDecompress decompressor() {
        if (decompressor == null) {
            decompressor = new ZstdDictDecompress(content);
        }
        return decompressor;
    }

    /** One a level, made on first use; native memory that goes with this object. */
    synchronized ZstdDictCompress compressor(int level) {
        return compressors.computeIfAbsent(level, wanted -> new ZstdDictCompress(content, wanted));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dictionary that && type.equals(that.type) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return key() + " of " + content.length + " bytes";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
