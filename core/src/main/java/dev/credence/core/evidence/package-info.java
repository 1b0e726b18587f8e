/**
 * Evidence: the exact, order-independent fold of outcomes under forward decay, and the confidence that follows from it
 * at a time. Pure functions and one mutable accumulator; where evidence is kept is for the processor and the view.
 */
@NullMarked
package dev.credence.core.evidence;

import org.jspecify.annotations.NullMarked;
