/** How long a Kafka client waits for its answers. What it asks is for whoever makes one. */
@NullMarked
package dev.credence.schemas.patience;

import org.jspecify.annotations.NullMarked;
