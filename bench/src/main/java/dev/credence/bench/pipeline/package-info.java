/**
 * The pipeline row: outcomes from the topic into SQLite exactly once, beside what Streams, a consumer and a producer
 * make of the same records in the same run; how it bears poison, and how it grows.
 */
@NullMarked
package dev.credence.bench.pipeline;

import org.jspecify.annotations.NullMarked;
