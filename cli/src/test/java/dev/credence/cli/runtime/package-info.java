/** Tests of the roles put together. */
@NullMarked
package dev.credence.cli.runtime;

import org.jspecify.annotations.NullMarked;
