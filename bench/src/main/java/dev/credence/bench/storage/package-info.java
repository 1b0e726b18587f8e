/** How fast rows get into SQLite, batch by batch. What comes before, from the topics on, is measured in {@code pipeline}. */
@NullMarked
package dev.credence.bench.storage;

import org.jspecify.annotations.NullMarked;
