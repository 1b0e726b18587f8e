@NullMarked
package dev.credence.query.cache;

import org.jspecify.annotations.NullMarked;
