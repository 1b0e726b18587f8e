@NullMarked
package dev.credence.bench.stale;

import org.jspecify.annotations.NullMarked;
