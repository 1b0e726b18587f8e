/**
 * Who may ask: API keys, kept as hashes in a file. {@link dev.credence.query.http} asks here; what a key looks like on the
 * wire is its concern.
 */
@NullMarked
package dev.credence.query.access;

import org.jspecify.annotations.NullMarked;
