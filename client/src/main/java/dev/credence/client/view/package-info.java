/** Reading in process: through the caches, over a view on this machine. Over HTTP is another package's business. */
@NullMarked
package dev.credence.client.view;

import org.jspecify.annotations.NullMarked;
