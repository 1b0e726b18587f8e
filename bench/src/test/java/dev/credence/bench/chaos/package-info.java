@NullMarked
package dev.credence.bench.chaos;

import org.jspecify.annotations.NullMarked;
