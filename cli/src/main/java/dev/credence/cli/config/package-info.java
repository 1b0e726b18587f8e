/**
 * Settings: the one table of keys, where each value came from, and refusals that name the nearest key. What a value does
 * is for the role that takes it.
 */
@NullMarked
package dev.credence.cli.config;

import org.jspecify.annotations.NullMarked;
