/** Writing straight into Kafka. Over HTTP is another package's business. */
@NullMarked
package dev.credence.client.kafka;

import org.jspecify.annotations.NullMarked;
