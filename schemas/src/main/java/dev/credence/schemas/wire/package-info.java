/**
 * Events as bytes: Confluent's wire format around Avro, encoded and decoded straight from and to core's records. Where
 * schemas of other writers come from is for {@link dev.credence.schemas.registry}.
 */
@NullMarked
package dev.credence.schemas.wire;

import org.jspecify.annotations.NullMarked;
