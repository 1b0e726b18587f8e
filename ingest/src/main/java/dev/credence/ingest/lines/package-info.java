/**
 * JSON lines: one pattern or one outcome a line, read strictly and written back. Total: a bad line becomes a
 * {@link dev.credence.ingest.lines.LineError} and the rest goes on; sending what was read is for
 * {@code dev.credence.ingest.publish}.
 */
@NullMarked
package dev.credence.ingest.lines;

import org.jspecify.annotations.NullMarked;
