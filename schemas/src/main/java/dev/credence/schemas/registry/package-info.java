/**
 * The schema registry, through Confluent's own client: registering our schemas, looking up those of others. What is
 * done with a schema is for {@link dev.credence.schemas.wire}.
 */
@NullMarked
package dev.credence.schemas.registry;

import org.jspecify.annotations.NullMarked;
