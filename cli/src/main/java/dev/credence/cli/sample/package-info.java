/**
 * A made-up fleet of coding agents for the demo: its patterns, and outcomes as such a fleet would report them. Seeded, so
 * that every demo tells the same story.
 */
@NullMarked
package dev.credence.cli.sample;

import org.jspecify.annotations.NullMarked;
