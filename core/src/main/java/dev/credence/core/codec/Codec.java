package dev.credence.core.codec;

/** The ways in which bytes are stored. The number is in the stored form: never reuse one. */
public enum Codec {
    /** The bytes as they are. */
    RAW(0),
    /** RFC 1950, any level. */
    ZLIB(1);

    private final int number;

    Codec(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
