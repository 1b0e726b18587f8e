/**
 * The documents that the service answers with, as bytes. What is in them is decided by {@link
 * dev.credence.query.read}; which status carries them, by {@code dev.credence.query.http}.
 */
@NullMarked
package dev.credence.query.json;

import org.jspecify.annotations.NullMarked;
