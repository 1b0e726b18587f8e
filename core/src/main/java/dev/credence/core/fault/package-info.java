/**
 * Moments of the data's way at which an end would be most instructive. Who ends what there, and judges it, is the fault
 * harness; in the product nothing listens.
 */
@NullMarked
package dev.credence.core.fault;

import org.jspecify.annotations.NullMarked;
