@NullMarked
package dev.credence.processor.whatif;

import org.jspecify.annotations.NullMarked;
