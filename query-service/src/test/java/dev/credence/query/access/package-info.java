@NullMarked
package dev.credence.query.access;

import org.jspecify.annotations.NullMarked;
