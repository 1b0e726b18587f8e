/** Tests of the package of the same name. */
@NullMarked
package dev.credence.client.receipt;

import org.jspecify.annotations.NullMarked;
