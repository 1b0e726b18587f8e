/**
 * State stores that are told when Streams is about to commit. What they hold is decided by their users, {@link
 * dev.credence.processor.evidence} and {@link dev.credence.processor.topology}.
 */
@NullMarked
package dev.credence.processor.store;

import org.jspecify.annotations.NullMarked;
