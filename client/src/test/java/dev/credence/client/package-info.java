/** Tests of the package of the same name. */
@NullMarked
package dev.credence.client;

import org.jspecify.annotations.NullMarked;
