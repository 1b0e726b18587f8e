/** Faults on purpose, bounded and on loopback, each judged by counts that the product had no part in. */
@NullMarked
package dev.credence.bench.chaos;

import org.jspecify.annotations.NullMarked;
