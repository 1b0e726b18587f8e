/** The row of stale reads: whether a cached answer is ever older than what was visible before it was asked for. */
@NullMarked
package dev.credence.bench.stale;

import org.jspecify.annotations.NullMarked;
