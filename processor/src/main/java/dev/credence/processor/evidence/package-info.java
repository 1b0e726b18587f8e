/**
 * Evidence in memory: decoded rows, folded in place and written once a batch. The arithmetic is {@link
 * dev.credence.core.evidence}; durability is the change-logging store beneath.
 */
@NullMarked
package dev.credence.processor.evidence;

import org.jspecify.annotations.NullMarked;
