/**
 * Damage to a view at rest, and what comes of it. The roles that are killed instead are in {@code chaos}.
 */
@NullMarked
package dev.credence.bench.flips;

import org.jspecify.annotations.NullMarked;
