/**
 * A small schema registry that Confluent's clients can talk to, kept in one file. What Credence itself registers in it
 * is for the module {@code schemas} to say.
 */
@NullMarked
package dev.credence.embedded.registry;

import org.jspecify.annotations.NullMarked;
