/** The rows of the cache: what a hit costs, how many reads are hits, what a miss costs, and what three levels gain. */
@NullMarked
package dev.credence.bench.cache;

import org.jspecify.annotations.NullMarked;
