/** Values that codecs might stumble over, in large numbers. */
@NullMarked
package dev.credence.bench.roundtrips;

import org.jspecify.annotations.NullMarked;
