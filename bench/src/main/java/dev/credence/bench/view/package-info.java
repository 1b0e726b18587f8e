/** Views that are written without a broker, as the view writer writes them: what benchmarks of reading read from. */
@NullMarked
package dev.credence.bench.view;

import org.jspecify.annotations.NullMarked;
