/**
 * The reading service as one thing to start and stop. Its parts: {@link dev.credence.query.read} finds answers, {@link
 * dev.credence.query.json} writes them down, {@link dev.credence.query.http} carries them.
 */
@NullMarked
package dev.credence.query;

import org.jspecify.annotations.NullMarked;
