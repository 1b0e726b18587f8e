package dev.credence.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Total: whatever the bytes, each method answers or throws
 * {@link MalformedBytesException}, and allocates no more than the bytes that are there. Confined to one thread.
 */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** Reads the first {@code length} bytes, which must be there. */
    public ByteReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /** Reads from {@code from} to before {@code end}, which must be there. */
    public ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        this.at = from;
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** Only the shortest spelling of a number is one, so that equal values have equal bytes. */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            if ((b == 0 && shift > 0) || (shift == 63 && b > 1)) {
                throw new MalformedBytesException("a varint that no writer writes, before byte " + at);
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedBytesException("a varint of more than 64 bits, before byte " + at);
    }

    /** A varint that counts, measures or numbers something. */
    public long natural() {
        long value = varint();
        if (value < 0) {
            throw new MalformedBytesException("a negative number, before byte " + at);
        }
        return value;
    }

    /** A varint that fits an int and is not negative. */
    public int naturalInt() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedBytesException("a number out of range, " + value + ", before byte " + at);
        }
        return (int) value;
    }

    /** One byte, 0 or 1. */
    public boolean flag() {
        int value = u8();
        if (value > 1) {
            throw new MalformedBytesException("a flag of " + value + ", before byte " + at);
        }
        return value == 1;
    }

    public long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public long fixed64() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public int fixed32() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public byte[] raw(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Passes over so many bytes. */
    public void skip(int length) {
        need(length);
        at += length;
    }

    public byte[] blob() {
        return raw(length(1));
    }

    public String text() {
        int length = length(1);
        need(length);
        at += length;
        String text = new String(bytes, at - length, length, StandardCharsets.UTF_8);
        // The decoder replaces what is no UTF-8 and does not say so.
        if (text.indexOf('\uFFFD') >= 0
                && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, at - length, at))) {
            throw new MalformedBytesException("a text that is no UTF-8, before byte " + at);
        }
        return text;
    }

    /**
     * A number of things that take at least {@code bytesEach} bytes each, so that a damaged length cannot make the caller
     * allocate more than the input justifies.
     */
    public int length(int bytesEach) {
        long length = varint();
        if (length < 0 || length > remaining() / Math.max(1, bytesEach)) {
            throw new MalformedBytesException("a length of " + length + " with " + remaining() + " bytes left");
        }
        return (int) length;
    }

    public int remaining() {
        return end - at;
    }

    /** @throws MalformedBytesException if bytes are left over */
    public void end() {
        if (remaining() != 0) {
            throw new MalformedBytesException(remaining() + " bytes too many");
        }
    }

    private void need(int length) {
        if (length < 0 || remaining() < length) {
            throw new MalformedBytesException(length + " bytes wanted, " + remaining() + " left");
        }
    }
}
