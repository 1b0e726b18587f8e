/**
 * How people write values in configuration, where the same spelling is needed by more than one module. Which keys there
 * are, and where they come from, is for the command line to say.
 */
@NullMarked
package dev.credence.core.config;

import org.jspecify.annotations.NullMarked;
