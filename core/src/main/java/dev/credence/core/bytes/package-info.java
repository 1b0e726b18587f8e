/** Varints over byte arrays, shared by the stored formats of this module; not a contract of its own. */
@NullMarked
package dev.credence.core.bytes;

import org.jspecify.annotations.NullMarked;
