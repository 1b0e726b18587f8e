/**
 * The machine's wall clock, where it matters that somebody may set it. What is measured by it belongs to whoever measures.
 */
@NullMarked
package dev.credence.processor.clock;

import org.jspecify.annotations.NullMarked;
