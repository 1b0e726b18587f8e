/**
 * The ledger: for each source partition, what has been consumed and what became of it. Written last in each batch, so
 * that whoever reads a ledger row has read everything it speaks of. Who writes and checks it is the processor.
 */
@NullMarked
package dev.credence.core.ledger;

import org.jspecify.annotations.NullMarked;
