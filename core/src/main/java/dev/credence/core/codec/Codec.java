package dev.credence.core.codec;

/** The ways in which parts are stored. The number is in the stored form: never reuse one. */
public enum Codec {
    /** The bytes as they are. */
    RAW(0),
    /** RFC 1950, any level. */
    ZLIB(1),
    /** One zstd frame without its magic number, any level. */
    ZSTD(2),
    /** The same over a trained dictionary, whose hash comes first. */
    ZSTD_DICTIONARY(3),
    /** A vector in steps of 1/255 of its range. Loses what {@link Vectors} states. */
    INT8(4),
    /** A vector in steps of 1/65535 of its range. Loses what {@link Vectors} states. */
    INT16(5),
    /** A trajectory, column by column. */
    COLUMNS(6);

    private final int number;

    Codec(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether what comes back may differ from what was stored. */
    public boolean isLossy() {
        return this == INT8 || this == INT16;
    }
}
