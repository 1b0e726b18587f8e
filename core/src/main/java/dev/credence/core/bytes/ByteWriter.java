package dev.credence.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that is written from the front. Reusable through {@link #reset}; confined to one thread. */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Starts again; what was written is gone. */
    public ByteWriter reset() {
        size = 0;
        return this;
    }

    public ByteWriter u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** LEB128 of the 64 bits: one byte below 128, ten for negative values. */
    public ByteWriter varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Zigzag, then LEB128: small for small magnitudes of either sign. */
    public ByteWriter zigzag(long value) {
        return varint((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, big-endian. */
    public ByteWriter fixed64(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Four bytes, big-endian. */
    public ByteWriter fixed32(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public ByteWriter raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** Length as varint, then the bytes. */
    public ByteWriter blob(byte[] value) {
        return varint(value.length).raw(value);
    }

    /** Length in UTF-8 bytes as varint, then the bytes. */
    public ByteWriter text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
