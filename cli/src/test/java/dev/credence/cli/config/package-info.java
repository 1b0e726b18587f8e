/** Tests of the configuration table. */
@NullMarked
package dev.credence.cli.config;

import org.jspecify.annotations.NullMarked;
