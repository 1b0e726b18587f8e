package dev.credence.bench.oracle;

/** What the service said of one pattern. */
record Answer(String content, long successes, long failures, double mean, long asOfMs) {}
