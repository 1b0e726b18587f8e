/** What {@code replay} does: from settings and a cluster to folds, comparisons and republished events. */
@NullMarked
package dev.credence.cli.replay;

import org.jspecify.annotations.NullMarked;
