/**
 * Half-lives and priors on trial: how well each would have foretold the recorded outcomes, beside simpler ways to keep a
 * success rate. Reading the log is done elsewhere; nothing here is what the processor does.
 */
@NullMarked
package dev.credence.processor.whatif;

import org.jspecify.annotations.NullMarked;
