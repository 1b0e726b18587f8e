/**
 * The row of single steps, measured by JMH in JVMs of its own: folding an outcome, bytes to event and back, a hit in the
 * first level, the quantile of the lower bound; beside them what else does the same. Whole paths are the other rows'.
 */
@NullMarked
package dev.credence.bench.micro;

import org.jspecify.annotations.NullMarked;
