/** Load for the benchmarks: who is used how often, and outcomes by the million. What is measured under it is elsewhere. */
@NullMarked
package dev.credence.bench.load;

import org.jspecify.annotations.NullMarked;
