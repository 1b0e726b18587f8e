@NullMarked
package dev.credence.bench.oracle;

import org.jspecify.annotations.NullMarked;
