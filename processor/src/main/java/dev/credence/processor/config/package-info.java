/** How the processor runs, as a record that cannot be invalid. Where its values come from is for the command line to say. */
@NullMarked
package dev.credence.processor.config;

import org.jspecify.annotations.NullMarked;
