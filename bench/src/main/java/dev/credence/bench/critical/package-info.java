/** The row of what is urgent: critical outcomes while a backlog of ordinary ones is worked off. */
@NullMarked
package dev.credence.bench.critical;

import org.jspecify.annotations.NullMarked;
