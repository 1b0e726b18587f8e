/** How parts of a body become small bytes and come back unchanged. Which parts a body has is {@code core.body}'s. */
@NullMarked
package dev.credence.core.codec;

import org.jspecify.annotations.NullMarked;
