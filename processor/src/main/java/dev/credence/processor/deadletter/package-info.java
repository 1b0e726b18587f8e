/**
 * Dead letters: records that are refused, kept as they came, with the reason. Who refuses is {@link
 * dev.credence.core.rules} and the decoder.
 */
@NullMarked
package dev.credence.processor.deadletter;

import org.jspecify.annotations.NullMarked;
