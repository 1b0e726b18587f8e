/** Tests of the command line, and of the house that all modules live in. */
@NullMarked
package dev.credence.cli;

import org.jspecify.annotations.NullMarked;
