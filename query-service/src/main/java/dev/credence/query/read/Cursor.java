package dev.credence.query.read;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list goes on, as an opaque token. It carries the list's time, so that all pages are one list,
 * and what the list was asked for, so that it cannot go on as another. The checksum is against accidents, not against
 * people: a forged cursor shows nothing that a list would not.
 */
public record Cursor(@Nullable String type, @Nullable Double minConfidence, Sort sort, long asOfMs, Place after) {
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 4;

    /** The cursor behind the last row of a page of {@code query}. */
    public static Cursor behind(ListQuery query, Place last) {
        return new Cursor(query.type(), query.minConfidence(), query.sort(), query.asOfMs(), last);
    }

    public String encode() {
        ByteWriter out = new ByteWriter(128).u8(VERSION).text(sort.code());
        out.text(type == null ? "" : type);
        out.fixed64(minConfidence == null ? -1 : Double.doubleToRawLongBits(minConfidence));
        byte[] body = out.varint(asOfMs).fixed64(after.rank()).text(after.id()).toBytes();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(out.fixed32(checksum(body)).toBytes());
    }

    /** The cursor that {@code token} is; null if it is none. */
    public static @Nullable Cursor decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return bytes.length > CHECKSUM_BYTES ? decode(bytes) : null;
        } catch (IllegalArgumentException | MalformedBytesException notOurs) {
            return null;
        }
    }

    /** Whether this goes on with the list that those parameters ask for. */
    public boolean continues(@Nullable String otherType, @Nullable Double otherMinConfidence, Sort otherSort) {
        return Objects.equals(type, otherType)
                && Objects.equals(minConfidence, otherMinConfidence)
                && sort == otherSort;
    }

    private static @Nullable Cursor decode(byte[] bytes) {
        byte[] body = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        Sort sort = Sort.ofCode(in.text());
        if (version != VERSION || sort == null) {
            return null;
        }
        String type = in.text();
        long minConfidence = in.fixed64();
        Cursor cursor = new Cursor(
                type.isEmpty() ? null : type,
                minConfidence == -1 ? null : Double.longBitsToDouble(minConfidence),
                sort,
                in.varint(),
                new Place(in.fixed64(), in.text()));
        boolean whole = in.fixed32() == checksum(body);
        in.end();
        return whole && cursor.asOfMs >= 0 ? cursor : null;
    }

    private static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }
}
