/**
 * Bodies: patterns as they travel in the compacted topic and lie in the view, each part encoded, with the facts that a
 * rebuild could not know otherwise. Evidence is apart: neither depends on the other.
 */
@NullMarked
package dev.credence.core.body;

import org.jspecify.annotations.NullMarked;
