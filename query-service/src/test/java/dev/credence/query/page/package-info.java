/** The live page as a browser shows it. */
@NullMarked
package dev.credence.query.page;

import org.jspecify.annotations.NullMarked;
