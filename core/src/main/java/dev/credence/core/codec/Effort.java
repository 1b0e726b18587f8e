package dev.credence.core.codec;

/** How long a text may take to encode. Decoding takes the same time, and needs to know nothing of it. */
public enum Effort {
    /** What saves most within reason. */
    FULL,
    /** Half to a seventh of the time, for a hundredth to a twentieth more bytes. */
    LESS
}
