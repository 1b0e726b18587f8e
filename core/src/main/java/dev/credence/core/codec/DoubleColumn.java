package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;

/**
 * A column of doubles as integers: decimals of a common number of places, bits of floats, or bits of doubles, the first
 * that gives back every bit. Never differences of doubles, which would round.
 */
final class DoubleColumn {
    private static final int BITS = 0;
    private static final int FLOATS = 1;
    private static final int DECIMALS = 2;

    /** Powers of ten that a double holds exactly, as far as people write decimals. */
    private static final double[] SCALES = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    /** Integers up to here have a double each. */
    private static final double EXACT = 1L << 53;

    private DoubleColumn() {}

    static void write(ByteWriter out, double[] values, boolean varints) {
        int places = places(values);
        int kind = places >= 0 ? DECIMALS + places : areFloats(values) ? FLOATS : BITS;
        long[] integers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = switch (kind) {
                case BITS -> Double.doubleToRawLongBits(values[i]);
                case FLOATS -> Float.floatToRawIntBits((float) values[i]);
                default -> (long) Math.rint(values[i] * SCALES[places]);
            };
        }
        out.u8(kind);
        LongColumn.write(out, integers, varints);
    }

    /** @throws MalformedBytesException if there is no such column */
    static double[] read(ByteReader in, int length) {
        int kind = in.u8();
        if (kind >= DECIMALS + SCALES.length) {
            throw new MalformedBytesException("a column of doubles of kind " + kind);
        }
        long[] integers = LongColumn.read(in, length);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = switch (kind) {
                case BITS -> Double.longBitsToDouble(integers[i]);
                case FLOATS -> Float.intBitsToFloat((int) integers[i]);
                default -> integers[i] / SCALES[kind - DECIMALS];
            };
        }
        return values;
    }

    /** The least number of decimal places that gives back every value; -1: none does. */
    private static int places(double[] values) {
        int places = 0;
        for (double value : values) {
            while (!isDecimal(value, places)) {
                if (++places == SCALES.length) {
                    return -1;
                }
            }
        }
        // More places than the first values needed must still be exact for them.
        for (double value : values) {
            if (!isDecimal(value, places)) {
                return -1;
            }
        }
        return places;
    }

    private static boolean isDecimal(double value, int places) {
        double scaled = Math.rint(value * SCALES[places]);
        return Math.abs(scaled) <= EXACT && same((long) scaled / SCALES[places], value);
    }

    private static boolean areFloats(double[] values) {
        for (double value : values) {
            if (!same((float) value, value)) {
                return false;
            }
        }
        return true;
    }

    /** Bit by bit: zeros of both signs differ, and so do all NaNs. */
    private static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }
}
