/** The command line's entry: one main, exit codes, logging. Each command is in {@code command}, each role in {@code runtime}. */
@NullMarked
package dev.credence.cli;

import org.jspecify.annotations.NullMarked;
