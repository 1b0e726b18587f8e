/**
 * The ledger as the processor keeps it while it consumes: which records were applied, and whether any were lost or come
 * twice. Its stored form is {@link dev.credence.core.ledger}.
 */
@NullMarked
package dev.credence.processor.ledger;

import org.jspecify.annotations.NullMarked;
