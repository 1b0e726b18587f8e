/**
 * The ways in which a part that Credence brings along can fail to start. The parts themselves are in {@link
 * dev.credence.embedded.broker} and {@link dev.credence.embedded.registry}.
 */
@NullMarked
package dev.credence.embedded;

import org.jspecify.annotations.NullMarked;
