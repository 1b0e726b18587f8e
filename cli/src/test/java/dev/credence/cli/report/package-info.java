/** The report, held against documents of known figures. */
@NullMarked
package dev.credence.cli.report;

import org.jspecify.annotations.NullMarked;
