/**
 * What a release says of the software in it that is not of this project. Runs while a release is built and is not part of
 * it; Maven's plugins do the rest.
 */
@NullMarked
package dev.credence.dist;

import org.jspecify.annotations.NullMarked;
