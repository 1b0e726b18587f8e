/**
 * The processor: a Kafka Streams application that folds outcomes into evidence and encodes patterns into bodies, exactly
 * once. What it writes are two compacted topics; {@link dev.credence.processor.view} turns those into a file.
 */
@NullMarked
package dev.credence.processor;

import org.jspecify.annotations.NullMarked;
