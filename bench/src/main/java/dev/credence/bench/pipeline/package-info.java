/**
 * The pipeline row: outcomes from the topic into SQLite exactly once, beside a Streams topology that does nothing with
 * the same records in the same run.
 */
@NullMarked
package dev.credence.bench.pipeline;

import org.jspecify.annotations.NullMarked;
