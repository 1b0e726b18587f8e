/** What is served, held against the document that describes it. */
@NullMarked
package dev.credence.cli.openapi;

import org.jspecify.annotations.NullMarked;
