package dev.credence.core.codec;

/** The narrowest form that vectors may take. */
public enum VectorWidth {
    INT8,
    INT16,
    RAW
}
