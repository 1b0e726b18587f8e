/**
 * Roles put together into a running process, and the note that other commands find it by. What a role does is in its own
 * module.
 */
@NullMarked
package dev.credence.cli.runtime;

import org.jspecify.annotations.NullMarked;
