package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;

/**
 * A column of 64-bit integers as differences of order 0, 1 or 2, whichever are smallest, in blocks of equal bit width or
 * as varints. All arithmetic wraps, so every column comes back.
 */
final class LongColumn {
    /*
     * O(n) in time; one array of n. A header byte has the order in its two lowest bits and VARINTS beside them. The
     * leading values of an order have nothing to differ from: they are varints. Then, in packed form, blocks of BLOCK
     * residuals, each block a byte of bit width and the zigzag residuals, first one lowest; widths above 56 are rounded
     * up to 64, so that an accumulator of 64 bits with a rest of 7 never overflows.
     */
    private static final int BLOCK = 32;
    private static final int MAX_ORDER = 2;
    private static final int VARINTS = 4;
    private static final int WIDEST_PACKED = 56;

    private LongColumn() {}

    /** @param varints bytes that a general compressor makes more of than of packed bits */
    static void write(ByteWriter out, long[] values, boolean varints) {
        int order = cheapestOrder(values);
        long[] residuals = residuals(values, order);
        out.u8(varints ? order | VARINTS : order);
        int leading = Math.min(order, values.length);
        int loose = varints ? values.length : leading;
        for (int i = 0; i < loose; i++) {
            out.varint(residuals[i]);
        }
        for (int from = loose; from < values.length; from += BLOCK) {
            writeBlock(out, residuals, from, Math.min(values.length, from + BLOCK));
        }
    }

    /** @throws MalformedBytesException if there is no such column */
    static long[] read(ByteReader in, int length) {
        int header = in.u8();
        int order = header & 3;
        if (header > (VARINTS | MAX_ORDER) || order > MAX_ORDER) {
            throw new MalformedBytesException("a column of kind " + header);
        }
        long[] values = new long[length];
        int leading = Math.min(order, length);
        int loose = (header & VARINTS) != 0 ? length : leading;
        for (int i = 0; i < loose; i++) {
            values[i] = in.varint();
        }
        for (int from = loose; from < length; from += BLOCK) {
            readBlock(in, values, from, Math.min(length, from + BLOCK));
        }
        restore(values, order);
        return values;
    }

    private static int cheapestOrder(long[] values) {
        int cheapest = 0;
        long least = Long.MAX_VALUE;
        for (int order = 0; order <= MAX_ORDER; order++) {
            long bits = 0;
            for (int i = 0; i < values.length; i++) {
                bits += Long.SIZE - Long.numberOfLeadingZeros(zigzag(difference(values, i, order)));
            }
            if (bits < least) {
                least = bits;
                cheapest = order;
            }
        }
        return cheapest;
    }

    private static long[] residuals(long[] values, int order) {
        long[] residuals = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            residuals[i] = zigzag(difference(values, i, order));
        }
        return residuals;
    }

    private static long difference(long[] values, int i, int order) {
        if (order == 0 || i == 0) {
            return values[i];
        }
        long first = values[i] - values[i - 1];
        return order == 1 || i == 1 ? first : first - (values[i - 1] - values[i - 2]);
    }

    private static void restore(long[] values, int order) {
        long before = 0;
        long slope = 0;
        for (int i = 0; i < values.length; i++) {
            long residual = (values[i] >>> 1) ^ -(values[i] & 1);
            if (order == 0) {
                values[i] = residual;
            } else {
                slope = order == 1 || i < 2 ? residual : slope + residual;
                before += slope;
                values[i] = before;
            }
        }
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static void writeBlock(ByteWriter out, long[] residuals, int from, int to) {
        long all = 0;
        for (int i = from; i < to; i++) {
            all |= residuals[i];
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(all);
        out.u8(width > WIDEST_PACKED ? Long.SIZE : width);
        if (width > WIDEST_PACKED) {
            for (int i = from; i < to; i++) {
                out.fixed64(residuals[i]);
            }
            return;
        }
        long bits = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            bits |= residuals[i] << filled;
            filled += width;
            for (; filled >= 8; filled -= 8, bits >>>= 8) {
                out.u8((int) bits);
            }
        }
        if (filled > 0) {
            out.u8((int) bits);
        }
    }

    private static void readBlock(ByteReader in, long[] residuals, int from, int to) {
        int width = in.u8();
        if (width == Long.SIZE) {
            for (int i = from; i < to; i++) {
                residuals[i] = in.fixed64();
            }
            return;
        }
        if (width > WIDEST_PACKED) {
            throw new MalformedBytesException("a block of " + width + " bits");
        }
        long mask = (1L << width) - 1;
        long bits = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            for (; filled < width; filled += 8) {
                bits |= (long) in.u8() << filled;
            }
            residuals[i] = bits & mask;
            bits >>>= width;
            filled -= width;
        }
    }
}
