/**
 * The topics: their names, settings, and whether a cluster's are fit for use. What is in their records is for
 * {@link dev.credence.schemas.wire}.
 */
@NullMarked
package dev.credence.schemas.topic;

import org.jspecify.annotations.NullMarked;
