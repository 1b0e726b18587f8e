/**
 * Publishing: patterns and outcomes go to their topics with every broker's word for it, and a receipt comes back. Reading
 * lines is for {@link dev.credence.ingest.lines}; applying what was published is the processor's.
 */
@NullMarked
package dev.credence.ingest.publish;

import org.jspecify.annotations.NullMarked;
