/** Tests of the JSON lines; the log that they end in is tested beside the publisher. */
@NullMarked
package dev.credence.ingest.lines;

import org.jspecify.annotations.NullMarked;
