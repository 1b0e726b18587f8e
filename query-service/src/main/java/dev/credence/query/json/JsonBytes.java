package dev.credence.query.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document as UTF-8, front to back. Commas are its own business; that objects and arrays are closed in
 * the order in which they were opened is the caller's. Confined to one thread.
 */
public final class JsonBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int LONGEST_ESCAPE = 6;
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes;
    private int size;
    private boolean separate;

    public JsonBytes(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    public JsonBytes beginObject() {
        return open('{');
    }

    public JsonBytes endObject() {
        return close('}');
    }

    public JsonBytes beginArray() {
        return open('[');
    }

    public JsonBytes endArray() {
        return close(']');
    }

    public JsonBytes name(String name) {
        comma();
        quoted(name);
        put(':');
        separate = false;
        return this;
    }

    public JsonBytes text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        comma();
        quoted(value);
        return this;
    }

    public JsonBytes number(long value) {
        return ascii(Long.toString(value));
    }

    /** The shortest decimal that reads back as {@code value}; null where JSON has no number for it. */
    public JsonBytes number(double value) {
        return Double.isFinite(value) ? ascii(NumberOutput.toString(value, true)) : nothing();
    }

    /** The shortest decimal that reads back as {@code value}; null where JSON has no number for it. */
    public JsonBytes number(float value) {
        return Float.isFinite(value) ? ascii(NumberOutput.toString(value, true)) : nothing();
    }

    /** RFC 3339, UTC, with milliseconds; null if negative, which stands for "none". */
    public JsonBytes instant(long unixMs) {
        return unixMs < 0 ? nothing() : ascii('"' + Instants.text(unixMs) + '"');
    }

    public JsonBytes bool(boolean value) {
        return ascii(value ? "true" : "false");
    }

    public JsonBytes nothing() {
        return ascii("null");
    }

    /** A value that is JSON in UTF-8 already. */
    public JsonBytes written(byte[] json) {
        comma();
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /** A part of a document that is JSON in UTF-8 already, commas and all; what follows continues it. */
    JsonBytes part(byte[] json, int from, int to) {
        ensure(to - from);
        System.arraycopy(json, from, bytes, size, to - from);
        size += to - from;
        separate = false;
        return this;
    }

    /** A copy of the document. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private JsonBytes open(char bracket) {
        comma();
        put(bracket);
        separate = false;
        return this;
    }

    private JsonBytes close(char bracket) {
        put(bracket);
        separate = true;
        return this;
    }

    private JsonBytes ascii(String value) {
        comma();
        int length = value.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) value.charAt(i);
        }
        return this;
    }

    private void comma() {
        if (separate) {
            put(',');
        }
        separate = true;
    }

    private void quoted(String value) {
        int length = value.length();
        ensure(length + 2);
        put('"');
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            ensure(LONGEST_ESCAPE);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                utf8(Character.toCodePoint(c, value.charAt(i)));
            } else if (Character.isSurrogate(c)) {
                // Half a pair has no UTF-8, and parsers refuse its escape.
                utf8(REPLACEMENT);
            } else {
                utf8(c);
            }
        }
        put('"');
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[size++] = HEX[(c >>> shift) & 0xF];
                }
            }
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            bytes[size++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                bytes[size++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                bytes[size++] = (byte) (0xF0 | (codePoint >> 18));
                bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
