/**
 * Processing-time windows: when a batch is closed, and how often Streams may be asked to commit. What a batch holds is
 * none of its business; see {@link dev.credence.processor.evidence}.
 */
@NullMarked
package dev.credence.processor.window;

import org.jspecify.annotations.NullMarked;
