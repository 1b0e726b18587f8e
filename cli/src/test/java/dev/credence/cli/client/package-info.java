/** The Java client against a whole installation. */
@NullMarked
package dev.credence.cli.client;

import org.jspecify.annotations.NullMarked;
