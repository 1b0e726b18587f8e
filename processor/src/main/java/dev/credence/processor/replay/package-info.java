/**
 * The log read again, from its start: into a file, against a view, or into other topics. Writes nothing that a processor
 * or a view reads, joins no group and commits no offset.
 */
@NullMarked
package dev.credence.processor.replay;

import org.jspecify.annotations.NullMarked;
