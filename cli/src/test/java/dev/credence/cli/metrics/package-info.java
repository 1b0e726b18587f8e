/** What the running product exports, against what the contract and the documentation say. */
@NullMarked
package dev.credence.cli.metrics;

import org.jspecify.annotations.NullMarked;
