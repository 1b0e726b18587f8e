/** Damage to a view at rest, in short. */
@NullMarked
package dev.credence.bench.flips;

import org.jspecify.annotations.NullMarked;
