/**
 * What an event must satisfy to be applied: the same rules at the edge (ingest refuses) and in the log (the processor
 * dead-letters). Says what is wrong; what follows from it is decided by the caller.
 */
@NullMarked
package dev.credence.core.rules;

import org.jspecify.annotations.NullMarked;
