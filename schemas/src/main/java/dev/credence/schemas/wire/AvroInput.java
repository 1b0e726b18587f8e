package dev.credence.schemas.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding read from an array that may hold anything. Both body readers stand on it, so that they agree on
 * what is acceptable. Confined to one thread.
 *
 * <p>Unlike Avro's own decoder it needs no process-wide limits: a length is believed only if the bytes for it are there,
 * and all arrays and maps of one body together may have at most as many items as the body has bytes (an item of no bytes
 * at all is paid for, too). Text must be UTF-8; it is not repaired in silence.
 */
final class AvroInput extends Decoder {
    private static final byte[] NOTHING = {};
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = NOTHING;
    private int at;
    private int itemsLeft;

    /** Starts with another array; the old one is let go. */
    AvroInput over(byte[] value, int from) {
        bytes = value;
        at = from;
        itemsLeft = value.length - from;
        return this;
    }

    int remaining() {
        return bytes.length - at;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        need(1);
        byte b = bytes[at++];
        if ((b & ~1) != 0) {
            throw new UndecodableException("a boolean is " + b);
        }
        return b == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new UndecodableException(value + " is not a 32-bit number");
        }
        return (int) value;
    }

    @Override
    public long readLong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            int b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new UndecodableException("a number has more than 64 bits");
    }

    @Override
    public float readFloat() {
        need(4);
        int bits = (bytes[at] & 0xFF)
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
        at += 4;
        return Float.intBitsToFloat(bits);
    }

    @Override
    public double readDouble() {
        need(8);
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = bits << 8 | (bytes[at + i] & 0xFF);
        }
        at += 8;
        return Double.longBitsToDouble(bits);
    }

    @Override
    public String readString() {
        int length = length();
        String text = text(bytes, at, length);
        at += length;
        return text;
    }

    /** Reads a string; whether its bytes are these. */
    boolean readText(byte[] expected) {
        int length = length();
        at += length;
        return Arrays.equals(bytes, at - length, at, expected, 0, expected.length);
    }

    /** Reads a string; whether it is ASCII of at most so many characters. */
    boolean readAscii(int most) {
        int end = length();
        boolean plain = end <= most;
        end += at;
        for (; at < end; at++) {
            plain &= bytes[at] >= 0;
        }
        return plain;
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readString());
    }

    @Override
    public void skipString() {
        skip(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        int length = length();
        at += length;
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, at - length, at));
    }

    @Override
    public void skipBytes() {
        skip(length());
    }

    @Override
    public void readFixed(byte[] into, int start, int length) {
        need(length);
        System.arraycopy(bytes, at, into, start, length);
        at += length;
    }

    @Override
    public void skipFixed(int length) {
        need(length);
        at += length;
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return items();
    }

    @Override
    public long arrayNext() {
        return items();
    }

    @Override
    public long skipArray() {
        return itemsToSkip();
    }

    @Override
    public long readMapStart() {
        return items();
    }

    @Override
    public long mapNext() {
        return items();
    }

    @Override
    public long skipMap() {
        return itemsToSkip();
    }

    /** Reads the branch of a union of null and something else, null first. */
    boolean isPresent() {
        int branch = readIndex();
        if (branch < 0 || branch > 1) {
            throw new UndecodableException("a union of two has no branch " + branch);
        }
        return branch == 1;
    }

    /**
     * How many items there are with {@code items} more.
     *
     * @throws UndecodableException if the bytes for these are not there
     */
    int roomFor(long items, int bytesEach, int before) {
        if (items > remaining() / bytesEach) {
            throw new UndecodableException("the body ends too early");
        }
        return before + (int) items;
    }

    /** Strict UTF-8. Java's own lenient decoding is the fast path: intrinsic, and Latin-1 for ASCII. */
    static String text(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // A string without a replacement character was not repaired; on Latin-1 strings indexOf knows at once.
        return text.indexOf(REPLACEMENT) < 0 ? text : strictText(bytes, from, length);
    }

    private static String strictText(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UndecodableException("a string is not UTF-8");
        }
    }

    /** The items of the next block; 0 at the end. A negative count is followed by the block's size in bytes. */
    private int items() {
        long count = readLong();
        if (count < 0) {
            count = -count;
            length();
        }
        if (count < 0 || count > itemsLeft) {
            throw new UndecodableException("an array or map of more items than there are bytes");
        }
        itemsLeft -= (int) count;
        return (int) count;
    }

    /** Jumps over blocks that state their size; the items of the first that does not, 0 at the end. */
    private int itemsToSkip() {
        while (true) {
            int start = at;
            if (readLong() >= 0) {
                at = start;
                return items();
            }
            skip(length());
        }
    }

    /** Not {@code at += length()}: that adds to where the length began. */
    private void skip(int length) {
        at += length;
    }

    private int length() {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new UndecodableException("a length of " + length + " with " + remaining() + " bytes left");
        }
        return (int) length;
    }

    private void need(int length) {
        if (remaining() < length) {
            throw new UndecodableException("the body ends too early");
        }
    }
}
