/** Routes of one module mounted on the server of another. Both are strangers to each other; the roles know both. */
@NullMarked
package dev.credence.cli.http;

import org.jspecify.annotations.NullMarked;
