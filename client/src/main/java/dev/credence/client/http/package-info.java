/**
 * Reading and writing over HTTP with the JDK's own client: needs neither Kafka nor a view on this machine. What answers
 * is the query service, with the writing routes on its port or on another.
 */
@NullMarked
package dev.credence.client.http;

import org.jspecify.annotations.NullMarked;
