/**
 * Answers held in memory, and never stale ones: three levels, each in another form, valid by the number of the commit that
 * they show. What is not held comes from {@code dev.credence.storage}; how answers are written down is for {@link
 * dev.credence.query.json}.
 */
@NullMarked
package dev.credence.query.cache;

import org.jspecify.annotations.NullMarked;
