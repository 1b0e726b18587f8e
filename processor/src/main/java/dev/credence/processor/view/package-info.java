/**
 * The view writer: a plain consumer that copies the two compacted topics into the view, with its positions in the view
 * itself. What those topics hold is decided by {@code dev.credence.processor.topology}; how the file is laid out is
 * {@code dev.credence.storage}'s.
 */
@NullMarked
package dev.credence.processor.view;

import org.jspecify.annotations.NullMarked;
