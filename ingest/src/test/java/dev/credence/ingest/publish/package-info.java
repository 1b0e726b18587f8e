/** Tests of publishing; those named IT run against a real broker and registry. */
@NullMarked
package dev.credence.ingest.publish;

import org.jspecify.annotations.NullMarked;
