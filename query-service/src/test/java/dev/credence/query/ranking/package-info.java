/** Tests of the order of rows. */
@NullMarked
package dev.credence.query.ranking;

import org.jspecify.annotations.NullMarked;
