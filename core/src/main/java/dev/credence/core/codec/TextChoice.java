package dev.credence.core.codec;

/** How texts are compressed: one way, or whichever is measured to be smallest for the type. */
public enum TextChoice {
    AUTO,
    ZSTD,
    ZLIB,
    RAW
}
