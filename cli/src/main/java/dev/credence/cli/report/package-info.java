/**
 * The statistics as text: of {@code credence stats}, and of the report that a role writes into its log. What is measured
 * is the services' own; see {@link dev.credence.query.read.Statistics}.
 */
@NullMarked
package dev.credence.cli.report;

import org.jspecify.annotations.NullMarked;
