/**
 * The facade that a Java agent embeds: {@link dev.credence.client.CredenceClient}, and how it is set up. It is assembled
 * from the halves in the packages below.
 */
@NullMarked
package dev.credence.client;

import org.jspecify.annotations.NullMarked;
