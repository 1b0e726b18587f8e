package dev.credence.core.codec;

/**
 * How parts are encoded. Decoding needs none of it.
 *
 * @param zlibLevel 0 (none) to 9 (smallest)
 * @param vector the narrowest form that vectors may take
 */
public record CodecConfig(TextChoice text, int zlibLevel, VectorWidth vector) {
    /** The configuration reference's. */
    public static final CodecConfig DEFAULT = new CodecConfig(TextChoice.AUTO, 6, VectorWidth.INT8);

    public CodecConfig {
        if (zlibLevel < 0 || zlibLevel > 9) {
            throw new IllegalArgumentException("codec.zlib.level must be 0 to 9, was " + zlibLevel);
        }
    }

    /** Nothing is lost, and equal patterns have equal bytes: no dictionaries, no quantisation. */
    public static CodecConfig exact(int zlibLevel) {
        return new CodecConfig(TextChoice.ZLIB, zlibLevel, VectorWidth.RAW);
    }
}
