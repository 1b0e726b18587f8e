/** The row of lone outcomes: how long from publishing one until it is readable over HTTP, while nothing else happens. */
@NullMarked
package dev.credence.bench.lone;

import org.jspecify.annotations.NullMarked;
