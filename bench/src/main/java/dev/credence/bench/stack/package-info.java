/** The product as the benchmarks run it: all roles on free ports over a directory that goes when they end. */
@NullMarked
package dev.credence.bench.stack;

import org.jspecify.annotations.NullMarked;
