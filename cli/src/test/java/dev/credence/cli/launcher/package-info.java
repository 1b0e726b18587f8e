/** Tests of the launcher, the script at the root; what it starts is tested elsewhere. */
@NullMarked
package dev.credence.cli.launcher;

import org.jspecify.annotations.NullMarked;
