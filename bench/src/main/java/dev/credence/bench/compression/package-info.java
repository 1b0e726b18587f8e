/** How small real content gets, as it lies on the disk. */
@NullMarked
package dev.credence.bench.compression;

import org.jspecify.annotations.NullMarked;
