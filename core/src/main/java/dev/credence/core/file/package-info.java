/** What several modules do with files. */
@NullMarked
package dev.credence.core.file;

import org.jspecify.annotations.NullMarked;
