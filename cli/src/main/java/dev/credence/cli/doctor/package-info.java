/**
 * What keeps an installation from working, found by looking: each check is a class that names causes and ways out. Checks
 * write nothing to the cluster; repairing is for whoever reads them.
 */
@NullMarked
package dev.credence.cli.doctor;

import org.jspecify.annotations.NullMarked;
