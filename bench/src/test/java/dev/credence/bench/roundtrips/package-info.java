@NullMarked
package dev.credence.bench.roundtrips;

import org.jspecify.annotations.NullMarked;
