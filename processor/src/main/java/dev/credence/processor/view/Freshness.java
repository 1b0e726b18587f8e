package dev.credence.processor.view;

/**
 * How long it took, in the last minutes, from a record's append to its being readable: the last record of each batch.
 *
 * @param p50Ms half of them took no longer
 * @param p99Ms 99 of 100 took no longer
 */
public record Freshness(double p50Ms, double p99Ms) {}
