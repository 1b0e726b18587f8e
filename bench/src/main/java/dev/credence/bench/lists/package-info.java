/** The row of lists: whether they equal a full sort, and how long they take. */
@NullMarked
package dev.credence.bench.lists;

import org.jspecify.annotations.NullMarked;
