/**
 * The two things agents publish: a pattern (what was learned) and an outcome (how it turned out when used). Plain
 * records; whether their values are acceptable is for {@link dev.credence.core.rules} to say.
 */
@NullMarked
package dev.credence.core.model;

import org.jspecify.annotations.NullMarked;
