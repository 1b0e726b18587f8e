/** Tests of the checks. */
@NullMarked
package dev.credence.cli.doctor;

import org.jspecify.annotations.NullMarked;
