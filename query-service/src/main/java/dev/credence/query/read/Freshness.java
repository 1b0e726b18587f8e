package dev.credence.query.read;

/**
 * From a record's append to its being readable, over the last minutes.
 *
 * @param p50Ms half of them took no longer
 * @param p99Ms 99 of 100 took no longer
 */
public record Freshness(double p50Ms, double p99Ms) {}
