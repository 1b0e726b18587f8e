/** Tests of the package of the same name. */
@NullMarked
package dev.credence.query.read;

import org.jspecify.annotations.NullMarked;
