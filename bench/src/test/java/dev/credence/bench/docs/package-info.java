/** What the documents say, held against the product as far as that goes without running it: acceptance/docs/run does. */
@NullMarked
package dev.credence.bench.docs;

import org.jspecify.annotations.NullMarked;
