/** Records that mean harm, or were made by a program that is broken; what becomes of them is judged elsewhere. */
@NullMarked
package dev.credence.bench.hostile;

import org.jspecify.annotations.NullMarked;
