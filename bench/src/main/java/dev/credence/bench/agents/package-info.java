/** The rows of agents at work: reading, storing and reporting through the Java client, while the product learns. */
@NullMarked
package dev.credence.bench.agents;

import org.jspecify.annotations.NullMarked;
