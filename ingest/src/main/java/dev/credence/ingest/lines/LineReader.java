package dev.credence.ingest.lines;

import dev.credence.core.rules.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream of UTF-8 into lines and has each parsed. Lines end with LF or CR LF; blank ones count but are passed
 * over; a byte order mark at the start is taken off. Confined to one thread.
 *
 * @param <T> what a line holds
 */
public final class LineReader<T> {
    /** Longest line, in bytes: room for a record of 1 MiB whose numbers are written out. */
    public static final int MAX_LINE_BYTES = 8 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final LineParser<T> parser;
    private final LineVisitor<? super T> visitor;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private byte[] bytes = new byte[64 << 10];
    private CharBuffer chars = CharBuffer.allocate(8 << 10);
    private long line = 1;
    private boolean skipping;

    public LineReader(LineParser<T> parser, LineVisitor<? super T> visitor) {
        this.parser = parser;
        this.visitor = visitor;
    }

    /** Reads to the end of the stream, which stays open. */
    public void read(InputStream in) throws IOException {
        int start = 0;
        int end = 0;
        int scanned = 0;
        for (int count = in.read(bytes, end, bytes.length - end);
                count >= 0;
                count = in.read(bytes, end, bytes.length - end)) {
            end += count;
            for (int i = scanned; i < end; i++) {
                if (bytes[i] == '\n') {
                    finishLine(start, i);
                    start = i + 1;
                }
            }
            end = keepRest(start, end);
            start = 0;
            scanned = end;
        }
        if (end > 0 || skipping) {
            finishLine(0, end);
        }
    }

    /** Moves the line begun to the front and makes room behind it; returns its length. */
    private int keepRest(int start, int end) {
        int rest = end - start;
        if (skipping || rest > MAX_LINE_BYTES) {
            // Only the rest of the line can say where the next begins.
            skipping = true;
            return 0;
        }
        System.arraycopy(bytes, start, bytes, 0, rest);
        if (rest > bytes.length / 2) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        return rest;
    }

    private void finishLine(int start, int end) {
        if (skipping || end - start > MAX_LINE_BYTES) {
            skipping = false;
            visitor.error(new LineError(
                    line, Reason.TOO_LARGE.code(), "a line must have at most " + MAX_LINE_BYTES + " bytes"));
        } else {
            parseLine(startOfText(start, end), end);
        }
        line++;
    }

    private int startOfText(int start, int end) {
        int textStart = start + BYTE_ORDER_MARK.length;
        boolean marked = line == 1
                && textStart <= end
                && Arrays.equals(bytes, start, textStart, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? textStart : start;
    }

    private void parseLine(int start, int end) {
        if (isBlank(start, end)) {
            return;
        }
        int length = end - start;
        if (chars.capacity() < length) {
            chars = CharBuffer.allocate(Math.max(length, 2 * chars.capacity()));
        }
        ByteBuffer source = ByteBuffer.wrap(bytes, start, length);
        CoderResult result = decoder.reset().decode(source, chars.clear(), true);
        if (result.isError()) {
            visitor.error(new LineError(
                    line,
                    LineError.BAD_JSON,
                    String.format(
                            "not UTF-8: byte 0x%02x at byte %d of the line",
                            bytes[source.position()], source.position() - start + 1)));
            return;
        }
        parser.parse(line, chars.array(), 0, chars.position(), visitor);
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
