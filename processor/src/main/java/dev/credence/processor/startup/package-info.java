/**
 * What must hold before Streams starts, and who this instance is. What is checked later, record by record, is in {@link
 * dev.credence.processor.ledger}.
 */
@NullMarked
package dev.credence.processor.startup;

import org.jspecify.annotations.NullMarked;
