/**
 * The answers: one pattern, many, exact lists, history, and whether a receipt has been passed. Sees the view through
 * storage's read half, so it cannot write; {@code dev.credence.query.http} turns answers into responses.
 */
@NullMarked
package dev.credence.query.read;

import org.jspecify.annotations.NullMarked;
