/** The commands, one class each: they read flags, call a role or the service, and print. Nothing is computed here. */
@NullMarked
package dev.credence.cli.command;

import org.jspecify.annotations.NullMarked;
