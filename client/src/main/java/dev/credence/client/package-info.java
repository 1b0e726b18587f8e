/**
 * What a Java agent embeds: reads of what is known of patterns, writes of what was learned and how it turned out. {@link
 * dev.credence.client.CredenceClient} is all that a program needs.
 */
@NullMarked
package dev.credence.client;

import org.jspecify.annotations.NullMarked;
