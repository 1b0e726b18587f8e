/** Whether a record is an event, and which: the same answer whoever asks, and whenever. */
@NullMarked
package dev.credence.processor.judge;

import org.jspecify.annotations.NullMarked;
