/** The row of what is published and read at the same time: a steady flow, and how long until each outcome is readable. */
@NullMarked
package dev.credence.bench.live;

import org.jspecify.annotations.NullMarked;
