package dev.credence.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Total: whatever the bytes, each method answers or throws
 * {@link MalformedBytesException}, and allocates no more than the bytes that are there. Confined to one thread.
 */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedBytesException("a varint of more than 64 bits at byte " + at);
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

    public byte[] blob() {
        return raw(length(1));
    }

    public String text() {
        int length = length(1);
        need(length);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
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
        return bytes.length - at;
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
