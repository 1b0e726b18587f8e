/**
 * What the processor counts for its operators. Nothing reads these numbers back; the ledger is the record of what was
 * consumed.
 */
@NullMarked
package dev.credence.processor.metrics;

import org.jspecify.annotations.NullMarked;
