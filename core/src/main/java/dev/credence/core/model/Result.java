package dev.credence.core.model;

/** How a pattern turned out when it was used once. Declared in Avro's symbol order. */
public enum Result {
    SUCCESS,
    FAILURE
}
