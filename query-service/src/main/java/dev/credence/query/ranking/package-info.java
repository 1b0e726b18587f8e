/**
 * Lists at any time, out of memory: per row what its value is made of, so that what was stored when need not be read to
 * order rows that age at different rates. Keeping it up to date with the view is for {@link dev.credence.query.cache}.
 */
@NullMarked
package dev.credence.query.ranking;

import org.jspecify.annotations.NullMarked;
