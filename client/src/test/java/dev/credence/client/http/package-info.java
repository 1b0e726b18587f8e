/** Tests of the package of the same name. */
@NullMarked
package dev.credence.client.http;

import org.jspecify.annotations.NullMarked;
