/** The benchmark command: which rows there are, what they must reach, and the verdict. Each row's work is in its own package. */
@NullMarked
package dev.credence.bench;

import org.jspecify.annotations.NullMarked;
