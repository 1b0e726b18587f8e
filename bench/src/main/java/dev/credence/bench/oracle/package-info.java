/**
 * What must have become of the log, found a second time: its own decoder, its own rules and its own arithmetic in big
 * numbers, so that a mistake of the product is not repeated here. Slow on purpose; the faults that it judges are in {@link
 * dev.credence.bench.chaos}.
 */
@NullMarked
package dev.credence.bench.oracle;

import org.jspecify.annotations.NullMarked;
