/**
 * The topology and its two processors, which adapt pure functions to Streams. Assembled here, started by {@link
 * dev.credence.processor.Processor}.
 */
@NullMarked
package dev.credence.processor.topology;

import org.jspecify.annotations.NullMarked;
