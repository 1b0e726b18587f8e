/**
 * The contracts on the wire: topics, Avro schemas, wire format, registry. Maps to and from the records of
 * {@link dev.credence.core.model}; who publishes or consumes them is for the modules that follow.
 */
@NullMarked
package dev.credence.schemas;

import org.jspecify.annotations.NullMarked;
