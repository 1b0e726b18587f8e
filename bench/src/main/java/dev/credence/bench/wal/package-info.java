/** What a reader that does not end does to the write-ahead log and to who writes. */
@NullMarked
package dev.credence.bench.wal;

import org.jspecify.annotations.NullMarked;
