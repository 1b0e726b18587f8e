/** Tests of the commands as a user runs them: through the command line, on a real cluster. */
@NullMarked
package dev.credence.cli.command;

import org.jspecify.annotations.NullMarked;
